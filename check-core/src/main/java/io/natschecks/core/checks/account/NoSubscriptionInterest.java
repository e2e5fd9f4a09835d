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
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds stream imports to which nobody in the importing account subscribes.
 *
 * @since 0.1
 */
public final class NoSubscriptionInterest implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_005", "No Subscription Interest")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCOUNT_INFO, Section.CONNZ_SUBSCRIPTIONS)
          .uses(
              Section.ACCOUNTZ,
              Section.VARZ,
              Section.CONNZ,
              Section.LEAFZ,
              Section.LEAFZ_SUBSCRIPTIONS,
              Section.JSZ_STREAMS)
          .remediation(
              "Check that the subscriber runs and subscribes to the local subject; remove the"
                  + " import if nobody needs it.")
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
    Map<String, ImportInterest> interests = ImportInterest.byAccount(context);
    Gap missing = firstMissing(context, Section.CONNZ_SUBSCRIPTIONS, Section.LEAFZ);
    Gap missingStreams = firstMissing(context, Section.JSZ_STREAMS);
    return context
        .accounts(Section.ACCOUNT_INFO)
        .where(account -> interests.containsKey(account.id()))
        .judge(
            (account, verdict) -> {
              boolean hasStreams = account.views().stream().anyMatch(AccountView::jetStream);
              Gap gap = missing == null && hasStreams ? missingStreams : missing;
              ImportInterest interest = interests.get(account.id());
              if (interest != null) {
                judge(context, account, interest, gap, verdict);
              }
            });
  }

  /** The first server that lacks one of these; null if none does. */
  private static @Nullable Gap firstMissing(CheckContext context, Section... sections) {
    return Arrays.stream(sections)
        .flatMap(section -> context.missing(section).stream())
        .findFirst()
        .orElse(null);
  }

  private static void judge(
      CheckContext context,
      Account account,
      ImportInterest interest,
      @Nullable Gap missing,
      Verdict<?> verdict) {
    List<AccountImport> unread = interest.imports().stream().filter(interest::isUnread).toList();
    String unseen = interest.unseen();
    boolean uncertain = missing != null || unseen != null || account.system() == null;
    List<AccountImport> certain =
        uncertain
            ? unread.stream().filter(each -> ImportInterest.target(each).isEmpty()).toList()
            : unread;
    certain.forEach(imported -> report(context, imported, interest, verdict));
    if (certain.size() == unread.size()) {
      return;
    }
    if (missing != null) {
      verdict.skip(
          missing.reason(),
          "no subscription to an import was found, but not all are known: " + missing.subject());
    } else if (unseen != null) {
      verdict.notEvaluable("no subscription to an import was found, but " + unseen);
    } else {
      verdict.notEvaluable("it is not known which account is the system account");
    }
  }

  private static void report(
      CheckContext context, AccountImport imported, ImportInterest interest, Verdict<?> verdict) {
    ImportSource source = ImportSource.of(imported, context.current());
    String target = ImportInterest.target(imported);
    FindingBuilder finding =
        verdict
            .finding()
            .discriminator("source", imported.account())
            .discriminator("type", imported.type())
            .discriminator("target", target)
            .observed("matching_subscriptions", 0, "subscriptions");
    source
        .describe(finding, imported)
        .with("subscriptions_looked_at", interest.subscriptions(), "subscriptions")
        .message(
            "nobody subscribes to %s, which it imports from account %s (%s looked at)",
            Display.name(target),
            Display.name(source.name()),
            Display.count(interest.subscriptions(), "subscription"));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            An import that nobody reads is a subscriber that is down or subscribes to another \
            subject, or it is a leftover that keeps access open for no purpose.""")
        .cause("The subscriber is not running.")
        .cause(
            "The import renames the subject, and the client subscribes to the exporter's name for it.")
        .cause("The feature is gone, and the import stayed.")
        .cause("A subscriber that connects only now and then.")
        .diagnose(
            "See what the account imports, and under which local subject.",
            "curl -s 'http://HOST:8222/accountz?acc=ACCOUNT_ID' | jq '.account_detail.imports[]? | select(.type == \"stream\") | {account, subject, local_subject, invalid}'")
        .diagnose(
            "See what its clients on a server subscribe to.",
            "curl -s 'http://HOST:8222/connz?acc=ACCOUNT_ID&subs=1&auth=1' | jq '.connections[] | {name, subscriptions_list}'")
        .diagnose(
            "Ask a server which subscriptions match a subject, those of JetStream included.",
            "curl -s 'http://HOST:8222/subsz?acc=ACCOUNT_ID&test=SUBJECT&subs=1' | jq '.subscriptions_list[]? | {subject, cid}'")
        .fix("Start the subscriber, or let it subscribe to the local subject.")
        .fix(
            "Remove the import: nsc delete import --account ACCOUNT_NAME --subject SUBJECT, then nsc push -a ACCOUNT_NAME. In a configuration file take it out of imports and reload the servers.")
        .question(
            "Why are imports of services not looked at?",
            "Who uses a service publishes requests to it and subscribes to nothing, so subscriptions tell nothing.")
        .question(
            "Why does it say nothing although nobody is connected?",
            "A stream that captures the subject, or a leaf node that asked for it, counts as a subscriber.")
        .limit(
            "The documented rule looks at imports of services and of the system account too, and at clients alone. It would fire for every account, since servers add imports of the system account themselves.")
        .limit(
            "Servers do not show the subscriptions of JetStream's own clients. The subjects of the account's streams stand for them; an account with a mirror or source from another account or domain is listed as not looked at unless interest is found.")
        .limit(
            "If a server did not tell its connections with their subscriptions, its leaf nodes or its streams, an import without interest counts as not looked at.")
        .limit("It sees one moment. A subscriber between two visits is not there.")
        .related("ACCOUNTS_003", "The import does not work at all.")
        .related("ACCOUNTS_004", "An export that nobody imports.")
        .build();
  }
}
