// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.AccountOnServer;
import io.natschecks.core.checks.shared.JwtAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds accounts without clients and without traffic.
 *
 * @since 0.1
 */
public final class InactiveAccount implements Check {

  static final Parameter<Long> THRESHOLD_SECS =
      Parameter.count("threshold_secs", "seconds")
          .describedAs("How long an account must have been without clients and traffic")
          .between(1, 31_622_400)
          .defaultValue(86_400L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_005", "Inactive Account")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.HEALTH)
          .entity(EntityType.ACCOUNT)
          .parameters(THRESHOLD_SECS)
          .requires(Section.ACCSTATZ)
          .uses(Section.VARZ, Section.ACCOUNTZ)
          .follows(ClientPresence.TRACK, AccountOnServer.BYTES, AccountOnServer.PRESENT)
          .remediation(
              "Find the owner of the account, and remove it or revoke its users once you know who"
                  + " imports from it and what streams it holds.")
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
    Duration threshold = Duration.ofSeconds(context.value(THRESHOLD_SECS));
    List<Gap> missing = new ArrayList<>(context.missing(Section.ACCSTATZ));
    if (context.seen().covers(threshold)) {
      missing.addAll(AccountOnServer.seenLate(context, context.now().minus(threshold)));
    }
    List<String> gone = AccountOnServer.gone(context);
    return context
        .accounts(Section.ACCSTATZ)
        .where(account -> !Boolean.TRUE.equals(account.system()))
        .where(account -> !account.id().equals(JwtAccounts.GLOBAL))
        .judge(
            (account, verdict) -> {
              ClientPresence clients = ClientPresence.of(context, account);
              if (account.system() == null) {
                verdict.notEvaluable("it may be the system account");
              } else if (clients == null) {
                verdict.notEvaluable("no server counts its connections");
              } else if (!clients.wereThereWithin(threshold)
                  && !hasTraffic(context, account, gone, threshold)) {
                judge(context, account, clients, threshold, missing, verdict);
              }
            });
  }

  /** A counter that went down was reset, which is no proof of silence either. */
  private static boolean hasTraffic(
      CheckContext context, Account account, List<String> gone, Duration threshold) {
    Instant from = context.now().minus(threshold);
    return AccountOnServer.of(account, gone).stream()
        .map(each -> context.series(AccountOnServer.BYTES, each).since(from))
        .anyMatch(bytes -> bytes.size() > 0 && bytes.first().value() != bytes.last().value());
  }

  private static void judge(
      CheckContext context,
      Account account,
      ClientPresence clients,
      Duration threshold,
      List<Gap> missing,
      Verdict<?> verdict) {
    if (!missing.isEmpty()) {
      verdict.skip(
          missing.get(0).reason(),
          missing.get(0).subject()
              + " did not tell for the whole of "
              + Display.duration(threshold));
    } else if (threshold.compareTo(context.window()) > 0) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "threshold_secs is "
              + Display.duration(threshold)
              + ", and the history never reaches back further than "
              + Display.duration(context.window()));
    } else if (!context.seen().covers(threshold)) {
      verdict.tooShort(threshold);
    } else if (!clients.areKnownFor(threshold)) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "it has been followed for " + Display.duration(clients.followed()) + " only");
    } else {
      report(account, clients, threshold, verdict);
    }
  }

  private static void report(
      Account account, ClientPresence clients, Duration threshold, Verdict<?> verdict) {
    long leafNodes = account.statistics().stream().mapToLong(AccountStatistics::leafNodes).sum();
    verdict
        .finding()
        .observed("inactive_seconds", clients.idle().toSeconds(), "seconds")
        .limit("threshold_secs", threshold.toSeconds(), "seconds")
        .with("last_client", clients.lastSeen())
        .with("observed_seconds", clients.followed().toSeconds(), "seconds")
        .with("samples", clients.samples(), "samples")
        .with("leafnodes", leafNodes, "connections")
        .with("bytes_sent_delta", 0, "bytes")
        .with("bytes_received_delta", 0, "bytes")
        .message(
            "no client and no traffic for %s%s (reported from %s)",
            clients.lastSeen() == null ? "at least " : "",
            Display.duration(clients.idle()),
            Display.duration(threshold));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The credentials of a forgotten account still open the door, and nobody watches what comes \
            through it. Its streams keep their storage and reservations.""")
        .cause("A project, tenant or test that has ended.")
        .cause("Clients that have moved to another account.")
        .cause("A job that runs less often than once in the threshold.")
        .cause("Clients that cannot connect: an expired JWT, a wrong password, a firewall.")
        .diagnose(
            "See what every server counts for the account.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"],\"include_unused\":true}' --raw --replies 0 --timeout 2s | jq -c '.server.name as $server | .data.account_statz[]? | [$server, .conns, .leafnodes, .sent.bytes, .received.bytes]'")
        .diagnose(
            "See its streams and what they hold.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT_ID&streams=1' | jq '.account_details[]? | {storage, streams: [.stream_detail[]? | {name, bytes: .state.bytes}]}'")
        .diagnose("See who owns it and what it exports.", "nsc describe account ACCOUNT_NAME")
        .fix(
            "Ask the owner. Then revoke its users: nsc revocations add-user --account ACCOUNT_NAME --name USER_NAME, and nsc push --account ACCOUNT_NAME.")
        .fix(
            "Remove the account when no other imports from it, and its streams are copied or not needed.")
        .fix("Without JWTs: take it out of the configuration of all servers and reload them.")
        .fix("Raise threshold_secs for accounts of rare jobs; the history must reach back as far.")
        .question(
            "Does a leaf node keep an account active?",
            "By its traffic only. Links are no clients, and the finding tells how many there are.")
        .question(
            "Why is nothing said in the first day?",
            "An account that was followed for an hour is not known to be idle for a day. One that has clients or traffic passes at once.")
        .limit(
            "A server lists only accounts that it has loaded: with JWTs, one that nobody has used since the servers were started is invisible.")
        .limit(
            "Clients that come and go between two snapshots are seen by their traffic only, and not at all on a server that is then restarted.")
        .limit("$G, the account of clients without one, is left out: nobody can remove it.")
        .limit(
            "Nothing is said while a server does not answer, or if one was first seen within the threshold although it ran before.")
        .limit(
            "An account that was first seen within the threshold is not judged; the documented rule reports it.")
        .related("OPT_IDLE_002", "Streams that nobody writes to or reads.")
        .related("OPT_IDLE_006", "Single users who are not connected.")
        .related("OPT_ACCT_001", "Storage of an account against its quota.")
        .build();
  }
}
