// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.User;

/**
 * Finds users with open connections that log in with a bearer token.
 *
 * @since 0.1
 */
public final class BearerTokenUsers implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("USER_001", "Bearer Token User")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.USER)
          .requires(Section.CONNZ)
          .remediation(
              "Give the client normal credentials, a JWT with its nkey seed, and revoke the bearer"
                  + " token.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    BearerLogins logins = BearerLogins.in(context.current());
    return context
        .over(context.current().users(), Entity::of, Section.CONNZ)
        .judge((user, verdict) -> judge(context, user, logins, verdict));
  }

  private static void judge(
      CheckContext context, User user, BearerLogins logins, Verdict<?> verdict) {
    BearerLogins.Login login = logins.of(user);
    if (login == null) {
      return;
    }
    String evidence = login.evidence();
    if (evidence == null) {
      verdict.notEvaluable("its servers show neither its JWT nor that they hide it");
      return;
    }
    Account account = context.current().account(user.account());
    verdict
        .finding()
        .observed("bearer", evidence)
        .with("user", user.name())
        .with("account", user.account())
        .with("account_name", account == null ? null : account.label())
        .with("connections", user.connections(), "connections")
        .with("client_names", login.clients())
        .message(
            "%s with a bearer token (%s)",
            Display.count(user.connections(), "open connection"), evidence);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A bearer token is a user JWT that logs in without a signature: whoever has the text has \
            the user. It travels to the server at each login and lies in clear in configurations, \
            browsers and logs.""")
        .cause("Clients that cannot sign: browsers, MQTT devices that send it as the password.")
        .cause("A token that was made for a test and stayed.")
        .diagnose(
            "See what the token allows.", "nsc describe user --account ACCOUNT_NAME USER_NAME")
        .diagnose(
            "List the connections of the user.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1024' | jq '.connections[] | select(.authorized_user == \"USER\") | {cid, name, ip, start}'")
        .diagnose(
            "See the same over all servers.", "nats server report connections --username USER")
        .fix(
            "Make normal credentials: nsc add user --account ACCOUNT_NAME --name NEW_NAME, then nsc generate creds --account ACCOUNT_NAME --name NEW_NAME, and give those to the client.")
        .fix(
            "Revoke the token once the client has moved: nsc revocations add-user --account ACCOUNT_NAME --name USER_NAME, then nsc push --account ACCOUNT_NAME.")
        .fix(
            "Where it cannot be avoided: TLS only, a short expiry, narrow permissions, and only the connection types that are needed.")
        .fix(
            "Forbid bearer tokens for the account when its last user has moved: nsc edit account --name ACCOUNT_NAME --disallow-bearer.")
        .question(
            "What does inferred mean?",
            "From 2.11.17, 2.12.8 and 2.14.0 on servers hide the JWT of bearer users, and only theirs. A connection with a"
                + " user key and the key of an account as its issuer, but without a JWT, is therefore one of a bearer user.")
        .question("Can users of configuration files be bearer users?", "No. They have no JWT.")
        .limit(
            "A user of an auth callout whose name is a public user key looks the same on servers that hide JWTs.")
        .limit("Only users with open connections are seen.")
        .related("SERVER_007", "Servers without any authentication.")
        .related("USER_002", "Users with very many connections.")
        .build();
  }
}
