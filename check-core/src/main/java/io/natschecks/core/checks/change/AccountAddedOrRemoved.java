// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

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
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Difference;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds accounts that came or went since the snapshot before.
 *
 * @since 0.1
 */
public final class AccountAddedOrRemoved implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CHANGE_003", "Account Added or Removed")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.INFO)
          .category(Category.CHANGE)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCSTATZ)
          .needsPrevious()
          .remediation(
              "Compare with the resolver or the configuration: after a removal see who imports from"
                  + " the account, after an addition that it has limits.")
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
    Answers before = Answers.of(context.previous());
    Answers now = Answers.of(context.current());
    return context
        .over(
            AccountPresence.of(context.previous(), context.current()),
            presence -> Entity.of(presence.account()),
            Section.ACCSTATZ)
        .where(presence -> !presence.before().isEmpty() || !presence.now().isEmpty())
        .judge((presence, verdict) -> judge(presence, before, now, verdict));
  }

  private static void judge(
      AccountPresence presence, Answers before, Answers now, Verdict<?> verdict) {
    if (presence.before().isEmpty()) {
      report("added", presence.now(), before, now, verdict);
    } else if (presence.now().isEmpty()) {
      report("removed", presence.before(), now, before, verdict);
    }
  }

  /**
   * Reports a change that is confirmed: every server answered in the snapshot in which nobody lists
   * the account, those that list it in the other one among them.
   */
  private static void report(
      String change, SortedSet<String> listing, Answers other, Answers own, Verdict<?> verdict) {
    SortedSet<String> silent = new TreeSet<>(other.others());
    silent.addAll(Difference.of(listing, other.names()).gone());
    if (!silent.isEmpty()) {
      verdict.notEvaluable(
          "it may have been "
              + change
              + ", but server "
              + Display.name(silent.first())
              + " did not answer in both snapshots");
      return;
    }
    List<String> restarted = own.restarted(listing, other);
    verdict
        .finding()
        .discriminator("change", change)
        .observed("change", change)
        .with("servers", listing)
        .with("servers_restarted", restarted)
        .message(
            "%s: %s by %s%s",
            change,
            change.equals("added") ? "listed" : "no longer listed",
            Display.count(listing.size(), "server"),
            restarted.isEmpty()
                ? ""
                : ", of which " + Display.count(restarted.size()) + " restarted in between");
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            An account that goes takes its clients, its streams and what others import from it \
            along. One that comes without limits can use up what the others share.""")
        .cause("An administrator or a deployment created or deleted it.")
        .cause("A configuration file was reloaded, or a server was started with another one.")
        .cause(
            "With an operator: a server loads an account when it is first used, and forgets it when it is restarted.")
        .diagnose(
            "See which accounts each server has loaded.",
            "nats req '$SYS.REQ.SERVER.PING.ACCOUNTZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, (.data.accounts | sort)]'")
        .diagnose(
            "With an operator: compare with the accounts that the resolver holds, used or not.",
            "nats req '$SYS.REQ.CLAIMS.LIST' '' --replies 0 --timeout 2s")
        .diagnose(
            "See the claims of an account, its limits among them.",
            "nsc describe account ACCOUNT_NAME")
        .diagnose("See an account as a server has it.", "nats server account info ACCOUNT_ID")
        .fix(
            "Removed by mistake: push its JWT again with nsc push -a ACCOUNT_NAME, or restore the configuration and reload.")
        .fix(
            "Removed on purpose: delete the imports that others have from it, and its streams if any are left.")
        .fix("Added: set limits for connections, payload and JetStream.")
        .question(
            "The account is still in the resolver. Why is it removed?",
            "No server has it loaded any more. That is so after all of its servers were restarted and nobody has used it"
                + " since: activity, not administration. The finding says how many were restarted.")
        .limit(
            "A change is reported only if every server answered in the snapshot in which nobody lists the account; the account counts as not looked at otherwise.")
        .limit("An account that came and went between two snapshots is not seen.")
        .related("ACCOUNTS_003", "An import from an account that is gone.")
        .related("CHANGE_001", "The reload that may have brought it.")
        .related("SERVER_016", "A server that holds streams of an account which it cannot look up.")
        .build();
  }
}
