// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.List;

/**
 * Finds servers that cannot look up an account whose streams they hold.
 *
 * @since 0.1
 */
public final class AccountResolutionFailure implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_016", "Account Resolution Failure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.HEALTHZ)
          .uses(Section.VARZ)
          .remediation(
              "Check that the resolver of this server has a valid JWT of the account; push it again"
                  + " with nsc push if it does not.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context.servers(Section.HEALTHZ, Server::health).judge(AccountResolutionFailure::judge);
  }

  private static void judge(Observed<Health> server, Verdict<?> verdict) {
    Health health = server.value();
    List<HealthError> errors = HealthErrors.of(health, verdict, HealthError.Type.ACCOUNT);
    if (!errors.isEmpty()) {
      HealthErrors.finding(verdict, health, errors)
          .message("cannot look up an account: %s", HealthErrors.summary(errors));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server holds streams of an account that it cannot look up. It serves neither these \
            streams nor the account's clients: replicas fall behind, and if enough servers are in \
            this state the streams lose their quorum.""")
        .cause(
            "The account's JWT was deleted from the resolver while streams of the account remained.")
        .cause("A server with a MEMORY resolver was started with a preload that lacks the account.")
        .cause("A resolver URL that this server cannot reach, or that answers with an error.")
        .cause(
            "A JWT that is expired (before 2.12.14 and 2.14.4) or signed by a key that the operator no longer trusts.")
        .cause(
            "Without JWTs: an account that was renamed or removed in the configuration while its streams lie on disk.")
        .diagnose(
            "See which accounts the server names.",
            "curl -s 'http://HOST:8222/healthz?details=1' | jq '.errors[] | select(.type == \"ACCOUNT\")'")
        .diagnose(
            "Ask what the server knows of the account.",
            "curl -s 'http://HOST:8222/accountz?acc=ACCOUNT_ID' | jq '.account_detail | {complete, expired, update_time}'")
        .diagnose("Compare with the JWT that you hold.", "nsc describe account ACCOUNT_NAME")
        .diagnose(
            "List the accounts that NATS-based resolvers hold.",
            "nats req '$SYS.REQ.CLAIMS.LIST' '' --replies 0 --timeout 2s")
        .fix(
            "Push the account's JWT again: nsc push -a ACCOUNT_NAME. Servers with a full resolver fetch it from each other.")
        .fix("MEMORY resolver: add the account to resolver_preload and reload the server.")
        .fix(
            "If a STREAM error \"group node missing\" remains after the JWT is back, restart that server.")
        .fix("Keep a full resolver on every server, so that one outage cannot block all tenants.")
        .question(
            "How does it differ from SERVER_015?",
            "SERVER_015 finds streams that were not recovered although the account is known. When the JWT comes"
                + " back late, this finding goes and SERVER_015 stays until the server restarts.")
        .question(
            "Does it find expired accounts?",
            "Not on current releases: from 2.12.14 and 2.14.4 on the health endpoint passes over expired accounts."
                + " Watch the expiry of the claims themselves.")
        .question(
            "Why one finding for many accounts?",
            "The server is what needs attention. All accounts stand in the evidence in full.")
        .limit("A clustered server speaks only of accounts whose streams it holds.")
        .limit("A connection or JetStream error of the same server hides account errors.")
        .limit(
            "2.15.1 says ok for an account whose JWT is gone while other servers still serve its clients: it holds the placeholder for expired.")
        .limit(
            "Servers before 2.10 do not tell account errors apart; they are listed as not looked at.")
        .related("SERVER_001", "The server accepts no connections, or gives no reason.")
        .related("SERVER_014", "JetStream of the server is unwell.")
        .related("SERVER_015", "A stream or consumer was not recovered.")
        .build();
  }
}
