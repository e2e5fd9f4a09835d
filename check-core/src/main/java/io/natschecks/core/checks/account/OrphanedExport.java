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
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.AwaitedSubjects;
import io.natschecks.core.checks.shared.JwtAccounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds exports that no account imports.
 *
 * @since 0.1
 */
public final class OrphanedExport implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_004", "Orphaned Export")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCOUNT_INFO)
          .uses(Section.ACCOUNTZ, Section.VARZ)
          .remediation(
              "Make sure that no account that is seldom used imports it; then remove the export.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  /** Where exports wait for their importers. */
  private record Exporter(String account, String type) {}

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Gap unseen = unseenImports(context);
    Map<String, Collection<AccountExport>> exports = exports(context.current());
    Map<Exporter, AwaitedSubjects> orphans = orphans(exports, context.current());
    return context
        .accounts(Section.ACCOUNT_INFO)
        .where(account -> exports.containsKey(account.id()))
        .judge(
            (account, verdict) -> {
              for (AccountExport export : exports.getOrDefault(account.id(), List.of())) {
                AwaitedSubjects waiting = orphans.get(new Exporter(account.id(), export.type()));
                if (waiting != null && waiting.isWaiting(export.subject())) {
                  judge(account, export, unseen, verdict);
                }
              }
            });
  }

  private static void judge(
      Account account, AccountExport export, @Nullable Gap unseen, Verdict<?> verdict) {
    if (unseen != null) {
      verdict.skip(
          unseen.reason(),
          "nobody imports "
              + Display.name(export.subject())
              + " as far as is known, but not all imports are: "
              + unseen.subject());
    } else if (account.system() == null) {
      verdict.notEvaluable("it is not known which account is the system account");
    } else {
      verdict
          .finding()
          .discriminator("type", export.type())
          .discriminator("subject", export.subject())
          .observed("importers", 0, "accounts")
          .with("export", export.subject())
          .with("type", export.type())
          .with("token_required", export.tokenRequired())
          .message(
              "no account imports its %s %s%s",
              Display.name(export.type()),
              Display.name(export.subject()),
              export.tokenRequired() ? "" : ", which is open to all");
    }
  }

  /** What keeps from knowing all imports; null if nothing does. */
  private static @Nullable Gap unseenImports(CheckContext context) {
    List<Gap> missing = context.missing(Section.ACCOUNT_INFO);
    if (!missing.isEmpty()) {
      return missing.get(0);
    }
    return context.current().accounts().stream()
        .filter(account -> !Exports.areKnown(account) && !account.id().equals(JwtAccounts.GLOBAL))
        .findFirst()
        .map(
            account ->
                new Gap(
                    "account " + Display.name(account.label()),
                    SkipReason.NOT_EVALUABLE,
                    "no server showed its imports"))
        .orElse(null);
  }

  private static Map<String, Collection<AccountExport>> exports(Snapshot snapshot) {
    Map<String, Collection<AccountExport>> exports = new HashMap<>();
    for (Account account : snapshot.accounts()) {
      if (!Boolean.TRUE.equals(account.system())) {
        Collection<AccountExport> own = Exports.of(account);
        if (!own.isEmpty()) {
          exports.put(account.id(), own);
        }
      }
    }
    return exports;
  }

  private static Map<Exporter, AwaitedSubjects> orphans(
      Map<String, Collection<AccountExport>> exports, Snapshot snapshot) {
    Map<Exporter, AwaitedSubjects> orphans = new HashMap<>();
    exports.forEach(
        (account, own) ->
            own.forEach(
                export ->
                    orphans
                        .computeIfAbsent(
                            new Exporter(account, export.type()), any -> new AwaitedSubjects())
                        .await(export.subject())));
    for (Account account : snapshot.accounts()) {
      for (AccountImport imported : Exports.imports(account)) {
        AwaitedSubjects waiting = orphans.get(new Exporter(imported.account(), imported.type()));
        if (waiting != null) {
          waiting.meet(imported.subject());
        }
      }
    }
    return orphans;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            An export that nobody imports does nothing useful, and an open one waits for a taker: \
            any account that learns the subject may import it. It may also be the half of a \
            connection between accounts of which the other half is missing.""")
        .cause("The importing account or its import was removed, and the export stayed.")
        .cause("A typing error: subject, type or account id of the import differ.")
        .cause("The importing account exists, but no server has loaded it yet.")
        .diagnose(
            "List what each loaded account imports from it.",
            "curl -s 'http://HOST:8222/accountz?acc=IMPORTER_ID' | jq '.account_detail.imports[]? | select(.account == \"ACCOUNT_ID\") | {type, subject, local_subject, invalid}'")
        .diagnose(
            "With an operator: list all accounts that resolvers hold, loaded or not.",
            "nats req '$SYS.REQ.CLAIMS.LIST' '' --replies 0 --timeout 2s")
        .diagnose(
            "Look for imports of it in accounts that you hold.",
            "nsc describe account ACCOUNT_NAME")
        .fix(
            "If nothing needs it, remove it: nsc delete export --account ACCOUNT_NAME --subject SUBJECT, then nsc push -a ACCOUNT_NAME. In a configuration file take it out of exports and reload the servers.")
        .fix(
            "If an importer was meant to exist, correct subject, type and account id of its import.")
        .fix("If it is kept for later, let it require a token.")
        .limit(
            "With an operator, servers know only accounts that somebody has used since they were started. An importer that is not loaded is not seen, so make sure before you remove anything.")
        .limit(
            "Where a server did not tell its accounts in detail, an export without importer is listed as not looked at.")
        .limit("Imports count whether they work or not.")
        .related("ACCOUNTS_003", "The other half: an import that does not work.")
        .related("ACCOUNTS_005", "An import that nobody subscribes to.")
        .build();
  }
}
