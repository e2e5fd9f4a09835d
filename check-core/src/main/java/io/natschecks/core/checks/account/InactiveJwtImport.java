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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JwtAccounts;
import io.natschecks.core.checks.shared.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds imports that an account's JWT declares and servers do not serve.
 *
 * @since 0.1
 */
public final class InactiveJwtImport implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_003", "Inactive JWT Import")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCOUNT_INFO)
          .uses(Section.ACCOUNTZ, Section.VARZ)
          .remediation(
              "Read the reason: renew the activation token, correct the import or the export, and"
                  + " push the importing account's JWT.")
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
    Map<ImportKey, AccountImport> declared = new LinkedHashMap<>();
    claims.imports().forEach(imported -> declared.putIfAbsent(ImportKey.of(imported), imported));
    List<LoadedView> views = LoadedView.of(account);
    if (views.isEmpty() && !declared.isEmpty()) {
      verdict.notEvaluable("no server has it loaded");
      return;
    }
    declared.forEach(
        (key, imported) -> {
          List<AccountView> lacking = new ArrayList<>();
          for (LoadedView view : views) {
            if (!view.serves(imported)) {
              lacking.add(view.view());
            }
          }
          judge(context, imported, claims, lacking, verdict);
        });
  }

  private static void judge(
      CheckContext context,
      AccountImport imported,
      AccountClaims claims,
      List<AccountView> lacking,
      Verdict<?> verdict) {
    List<String> servers =
        lacking.stream()
            .filter(view -> !isOlder(view, claims))
            .map(view -> Names.ofServer(context.current(), view.serverId()))
            .sorted()
            .toList();
    if (!servers.isEmpty()) {
      report(context, imported, servers, verdict);
    } else if (!lacking.isEmpty()) {
      verdict.notEvaluable(
          "server "
              + Display.name(Names.ofServer(context.current(), lacking.get(0).serverId()))
              + " does not serve import "
              + Display.name(imported.subject())
              + ", but may not have its newest JWT yet");
    }
  }

  /** A JWT reaches one server after the other. */
  private static boolean isOlder(AccountView view, AccountClaims claims) {
    return view.updated() != null && view.updated().isBefore(claims.issuedAt());
  }

  private static void report(
      CheckContext context, AccountImport imported, List<String> servers, Verdict<?> verdict) {
    ImportFault fault = ImportFault.of(imported, context);
    ImportSource source = ImportSource.of(imported, context.current());
    FindingBuilder finding =
        verdict
            .finding()
            .discriminator("source", imported.account())
            .discriminator("type", imported.type())
            .discriminator("subject", imported.subject())
            .observed("reason", fault.reason());
    source
        .describe(finding, imported)
        .with("token_expires", fault.expired())
        .with("servers", servers)
        .message(
            "%s import %s of account %s does not work on %s: %s",
            Display.name(imported.type()),
            Display.name(imported.subject()),
            Display.name(source.name()),
            Names.listed(servers),
            fault.reason());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Messages simply do not arrive. Neither the importing nor the exporting side gets an \
            error, and servers write most of the reasons to their log at debug level only.""")
        .cause("The activation token of the import has expired.")
        .cause(
            "The exporting account removed or renamed the export, or asks for a token since lately.")
        .cause("The token was signed with a signing key that the exporting account has retired.")
        .cause("A wrong account id in the import, or an exporting account that was never pushed.")
        .diagnose(
            "Compare declared with active imports. A complete of false is the quick sign that one was not taken.",
            "curl -s 'http://HOST:8222/accountz?acc=ACCOUNT_ID' | jq '.account_detail | {complete, declared: [.decoded_jwt.nats.imports[]? | {type, account, subject}], active: [.imports[]? | {type, account, subject, invalid}]}'")
        .diagnose(
            "See what the exporting account exports, and its signing keys.",
            "curl -s 'http://HOST:8222/accountz?acc=SOURCE_ACCOUNT_ID' | jq '.account_detail | {exports, signing_keys: .decoded_jwt.nats.signing_keys}'")
        .diagnose(
            "See the import and its token as you hold them.", "nsc describe account ACCOUNT_NAME")
        .fix(
            "Issue the activation again with a later expiry: nsc generate activation --account SOURCE_NAME --target-account ACCOUNT_ID --subject SUBJECT -o FILE. Then put it into the import with nsc add import --account ACCOUNT_NAME --token FILE, and push the importing account.")
        .fix(
            "If the export is gone or has another subject, correct the export and push the exporting account, or drop the import with nsc delete import.")
        .fix("Push the exporting account if no server knows it: nsc push -a SOURCE_NAME.")
        .question(
            "The reason is \"activation failed\". What now?",
            "Account, export and token look right from outside. Look for a revoked activation (nsc revocations"
                + " list-activations), and push both accounts again.")
        .limit(
            "Servers do not tell the reason; it is worked out from the claims of both accounts, the first that applies.")
        .limit(
            "The documented rule speaks of imports that are marked invalid. Servers leave out an import that fails while the JWT is applied and mark only one that lost its right later, so both are reported.")
        .limit("Accounts of configuration files declare nothing apart; they are not looked at.")
        .limit(
            "Right after a push some servers still have the older JWT. What only they lack is listed as not looked at.")
        .related("ACCOUNTS_004", "An export that nobody imports.")
        .related("ACCOUNTS_005", "An import that works and that nobody subscribes to.")
        .related("EXPIRY_002", "The JWT of an account itself expires.")
        .build();
  }
}
