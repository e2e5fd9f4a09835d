// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JwtAccounts;

/**
 * Finds accounts with a JWT that has grown very large.
 *
 * @since 0.1
 */
public final class ExcessiveJwtSize implements Check {

  private static final double KIB = 1024;

  static final Parameter<Double> MAX_SIZE_KIB =
      Parameter.number("max_size_kib", "KiB")
          .describedAs("Length of an account's JWT above which it is reported")
          .firesAbove()
          .defaultValue(64.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_ACCT_002", "Excessive JWT Size")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.ACCOUNT)
          .parameters(MAX_SIZE_KIB)
          .requires(Section.ACCOUNT_INFO)
          .uses(Section.VARZ)
          .remediation(
              "See what fills the claims: clear old revocations, replace lists of subjects by"
                  + " wildcards, or split the account.")
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
    long limit = (long) (context.value(MAX_SIZE_KIB) * KIB);
    return JwtAccounts.judge(
        context, (account, claims, verdict) -> judge(claims, limit, verdict), Section.ACCOUNT_INFO);
  }

  private static void judge(AccountClaims claims, long limit, Verdict<?> verdict) {
    if (claims.size() > limit) {
      verdict
          .finding()
          .observed("jwt_bytes", claims.size(), "bytes")
          .limit("limit_bytes", limit, "bytes")
          .with("size_kib", claims.size() / KIB, "KiB")
          .with("imports", claims.imports().size(), "imports")
          .with("exports", claims.exports().size(), "exports")
          .with("signing_keys", claims.signingKeys().size(), "keys")
          .message(
              "its JWT is %s long (reported above %s)",
              Display.bytes(claims.size()), Display.bytes(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every server reads the JWT when it loads the account, and on every change takes it \
            apart again and looks at all clients of the account. A very large one makes that slow, \
            and pushing it fails once it is larger than the maximum payload of the servers.""")
        .cause("Revocations of single users that are never cleared.")
        .cause("Exports or imports of many single subjects instead of a wildcard.")
        .cause(
            "Signing keys with long lists of permissions, or default permissions that list subjects.")
        .cause("One account for several teams or purposes.")
        .diagnose(
            "Measure the JWT that the servers use.",
            "nats req '$SYS.REQ.ACCOUNT.ACCOUNT_ID.INFO' '' --raw --replies 1 --timeout 2s | jq '.data.jwt | length'")
        .diagnose(
            "See what fills it.",
            "nats req '$SYS.REQ.ACCOUNT.ACCOUNT_ID.INFO' '' --raw --replies 1 --timeout 2s | jq '.data.decoded_jwt.nats | map_values(tojson | length)'")
        .diagnose("Read the claims.", "nsc describe account ACCOUNT_NAME")
        .diagnose("List the revocations.", "nsc revocations list-users --account ACCOUNT_NAME")
        .fix(
            "Clear revocations of users whose JWT has expired since: nsc revocations delete-user --account ACCOUNT_NAME"
                + " --user-public-key USER_ID, then nsc push -a ACCOUNT_NAME.")
        .fix("Export and import a common prefix with a wildcard, and drop what nothing uses.")
        .fix(
            "Give users their permissions in their own JWTs, or by the templates of a few scoped signing keys.")
        .fix("Split an account that serves several purposes.")
        .limit(
            "The length of the encoded JWT is compared, which is about a third more than that of its claims.")
        .limit("Accounts of configuration files have no JWT and are left out.")
        .related("EXPIRY_002", "JWTs that expire.")
        .related("ACCOUNTS_004", "Exports that nobody imports.")
        .build();
  }
}
