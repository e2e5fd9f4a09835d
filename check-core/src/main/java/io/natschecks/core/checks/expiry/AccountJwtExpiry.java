// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.expiry;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JwtAccounts;

/**
 * Finds accounts of which the JWT expires soon.
 *
 * @since 0.1
 */
public final class AccountJwtExpiry implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("EXPIRY_002", "Account JWT Expiry")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.ACCOUNT)
          .parameters(Expiry.WARN_DAYS, Expiry.CRIT_DAYS)
          .requires(Section.ACCOUNT_INFO)
          .uses(Section.ACCOUNTZ, Section.VARZ)
          .remediation(
              "Issue the JWT again with a later expiry and push it: nsc edit account --expiry, then"
                  + " nsc push.")
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
    return JwtAccounts.judge(
        context,
        (account, claims, verdict) -> judge(context, account, claims, verdict),
        Section.ACCOUNT_INFO);
  }

  private static void judge(
      CheckContext context, Account account, AccountClaims claims, Verdict<?> verdict) {
    if (claims.expires() == null) {
      return;
    }
    Expiry expiry = new Expiry(claims.expires(), context.now());
    if (expiry.isReported(context)) {
      expiry
          .describe(verdict.finding(), context)
          .with("issued", claims.issuedAt())
          .with(
              "servers_that_hold_it_expired",
              account.views().stream().filter(AccountView::expired).count(),
              "servers")
          .message("its JWT %s", expiry.text(context));
    } else {
      expiry.forecast(verdict, context, "its JWT");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At the moment of expiry every server cuts all clients of the account off, and lets \
            none of them in again: "account authentication expired". Its streams stay, but nobody \
            can reach them.""")
        .cause("The account was created with an expiry, and nobody was told to renew it.")
        .cause(
            "A job that renews JWTs failed, or pushes them to a resolver that servers do not ask.")
        .diagnose("See the expiry in the JWT that you hold.", "nsc describe account ACCOUNT_NAME")
        .diagnose(
            "See what a server holds; exp is in seconds since 1970, and missing if the JWT never expires.",
            "curl -s 'http://HOST:8222/accountz?acc=ACCOUNT_ID' | jq '.account_detail | {expired, iat: .decoded_jwt.iat, exp: .decoded_jwt.exp}'")
        .diagnose(
            "Ask all servers at once.",
            "nats req '$SYS.REQ.ACCOUNT.ACCOUNT_ID.INFO' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.expired, .data.decoded_jwt.exp]'")
        .fix(
            "Give it a later expiry, or none with 0: nsc edit account --name ACCOUNT_NAME --expiry 1y, then nsc push -a ACCOUNT_NAME. Clients that are connected stay.")
        .fix("MEMORY resolver: replace the JWT in resolver_preload and reload every server.")
        .fix("Renew well before the expiry, and let the renewal check what servers hold.")
        .question(
            "Do users expire with their account?",
            "User JWTs have an expiry of their own, and none outlives the account: without a valid account no user gets in.")
        .limit(
            "A server shows only accounts that it has loaded. An account that nobody has used since the servers were started is not looked at.")
        .limit(
            "The newest JWT that any server shows counts. A server that still has an older one cuts clients off earlier.")
        .limit(
            "JWTs of users and operators, and activation tokens of imports that still work, are not looked at.")
        .related("EXPIRY_001", "Certificates instead of JWTs.")
        .related("ACCOUNTS_003", "Activation tokens that have expired.")
        .related("ACCOUNTS_101", "A server lacks the JWT, although it has not expired.")
        .build();
  }
}
