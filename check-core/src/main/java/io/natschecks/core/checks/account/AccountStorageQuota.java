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
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds accounts that have promised nearly all of their disk quota to streams.
 *
 * @since 0.1
 */
public final class AccountStorageQuota implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs(
              "Share of an account's disk quota that streams may reserve before it is reported")
          .firesAbove()
          .between(0, 100)
          .defaultValue(85.0);

  private static final Track<StorageReservation> RESERVED =
      Track.of(
          StorageReservation.TRACKED,
          "account.reserved_storage",
          reservation -> reservation.complete() ? reservation.bytes() : Track.HOLE);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_ACCT_001", "Account Storage Quota Approaching Limit")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.ACCOUNT)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ_STREAMS)
          .uses(Section.ACCOUNT_INFO)
          .alsoFollows(RESERVED)
          .remediation(
              "Lower max_bytes or the replicas of streams that use little of what they reserve, or delete"
                  + " some; raise the quota only if the servers have the room.")
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
    Map<String, List<StorageReservation>> byAccount =
        StorageReservation.of(context.current()).stream()
            .collect(Collectors.groupingBy(StorageReservation::account));
    boolean allAnswered = context.missing(Section.JSZ_STREAMS).isEmpty();
    return context
        .accounts(Section.JSZ_STREAMS)
        .where(account -> hasTiers(account, byAccount) || hasQuota(account, byAccount))
        .judge(
            (account, verdict) -> {
              if (hasTiers(account, byAccount)) {
                verdict.notEvaluable(
                    "its limits are set by tier, so that it has no quota as a whole");
              } else {
                judge(context, account, of(account, byAccount), allAnswered, verdict);
              }
            });
  }

  private static void judge(
      CheckContext context,
      Account account,
      List<StorageReservation> domains,
      boolean allAnswered,
      Verdict<?> verdict) {
    StorageReservation most =
        domains.stream()
            .filter(each -> quota(account, each.domain()).value().orElse(0) > 0)
            .max(
                Comparator.<StorageReservation>comparingDouble(
                        each -> quota(account, each.domain()).percentUsed(each.bytes()))
                    .thenComparing(StorageReservation::domain))
            .orElseThrow();
    boolean complete = allAnswered && domains.stream().allMatch(StorageReservation::complete);
    Limit quota = quota(account, most.domain());
    double limit = context.value(WARN_PERCENT);
    if (quota.percentUsed(most.bytes()) > limit) {
      report(context, most, complete, quota, verdict);
    } else if (!complete) {
      verdict.notEvaluable(
          Display.bytes(most.bytes())
              + " of "
              + Display.bytes(quota.value().orElseThrow())
              + " found, but not all of its streams are known");
    } else {
      double firesAt = Math.floor(quota.value().orElseThrow() * (limit / 100)) + 1;
      verdict.forecast("reserved_bytes", firesAt, "bytes").from(context.series(RESERVED, most));
    }
  }

  private static void report(
      CheckContext context,
      StorageReservation reservation,
      boolean complete,
      Limit quota,
      Verdict<?> verdict) {
    double limit = context.value(WARN_PERCENT);
    long quotaBytes = quota.value().orElseThrow();
    double percent = quota.percentUsed(reservation.bytes());
    verdict
        .finding()
        .observed("reserved_bytes", reservation.bytes(), "bytes")
        .limit("quota_bytes", quotaBytes, "bytes")
        .with("percent", percent, "percent")
        .with("warn_percent", limit, "percent")
        .with("limited_streams", reservation.limited(), "streams")
        .with("unlimited_streams", reservation.unlimited(), "streams")
        .with("domain", reservation.domain().isEmpty() ? null : reservation.domain())
        .reaches(context.series(RESERVED, reservation), (double) quotaBytes, "bytes")
        .message(
            "%s%s of %s on disk promised to streams (%s, reported above %s)",
            complete ? "" : "at least ",
            Display.bytes(reservation.bytes()),
            Display.bytes(quotaBytes),
            Display.percent(percent),
            Display.number(limit));
  }

  /** One for each domain in which the account may use JetStream. */
  private static List<StorageReservation> of(
      Account account, Map<String, List<StorageReservation>> byAccount) {
    List<StorageReservation> domains =
        new ArrayList<>(byAccount.getOrDefault(account.id(), List.of()));
    for (AccountJetStream use : account.jetStream()) {
      String domain = use.domain() == null ? "" : use.domain();
      if (domains.stream().noneMatch(each -> each.domain().equals(domain))) {
        domains.add(StorageReservation.none(account.id(), domain));
      }
    }
    return domains.isEmpty() ? List.of(StorageReservation.none(account.id(), "")) : domains;
  }

  private static boolean hasQuota(
      Account account, Map<String, List<StorageReservation>> byAccount) {
    return of(account, byAccount).stream()
        .anyMatch(each -> quota(account, each.domain()).value().orElse(0) > 0);
  }

  /** Unlimited where nothing is known of it, as for accounts that do not use JetStream. */
  private static Limit quota(Account account, String domain) {
    for (AccountJetStream use : account.jetStream()) {
      if (domain.equals(use.domain() == null ? "" : use.domain())) {
        return use.storageLimit();
      }
    }
    AccountClaims claims = account.claims();
    return claims == null ? Limit.unlimited() : claims.diskStorage();
  }

  /**
   * Servers give accounts with tiers a quota of 0, which does not keep them from having streams.
   */
  private static boolean hasTiers(
      Account account, Map<String, List<StorageReservation>> byAccount) {
    AccountClaims claims = account.claims();
    return claims == null
        ? of(account, byAccount).stream()
            .anyMatch(
                each -> each.hasStreams() && quota(account, each.domain()).equals(Limit.of(0)))
        : claims.tiered();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A stream with max_bytes reserves them whether it holds data or not, once for every \
            replica. When less of the quota is left than a new stream would reserve, creating it is \
            refused, and so is raising the limit of an existing one.""")
        .cause("Streams were given much larger limits than they need.")
        .cause("Three replicas where one would do: each counts in full.")
        .cause("Streams of retired applications keep their reservations.")
        .diagnose("See the quota and what is in use.", "nats --context ACCOUNT account info")
        .diagnose(
            "Compare the sizes of the account's streams.", "nats --context ACCOUNT stream report")
        .diagnose(
            "List what each stream reserves and holds; streams on other servers are missing here.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '[.account_details[].stream_detail[] | select(.config.storage == \"file\" and .config.max_bytes > 0) | {name, reserved: (.config.max_bytes * .config.num_replicas), bytes: .state.bytes}] | sort_by(-.reserved)'")
        .diagnose(
            "Read the quota from a server, which calls it reserved_storage.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT' | jq '.account_details[] | {name, reserved_storage, storage}'")
        .fix("Lower limits to what streams need: nats stream edit STREAM --max-bytes=10GB.")
        .fix(
            "Give streams that can be had again fewer replicas: nats stream edit STREAM --replicas=1.")
        .fix("Delete streams that nobody needs (OPT_IDLE_002): nats stream rm STREAM.")
        .fix(
            "Raise the quota if the servers have the room: nsc edit account ACCOUNT_NAME --js-disk-storage 200G, then nsc"
                + " push -a ACCOUNT_NAME; in a configuration file max_file of the account, then reload.")
        .question(
            "What of streams without max_bytes?",
            "They reserve nothing. Their messages are held against the quota when they are written, which this sum does not"
                + " foresee. The evidence says how many there are.")
        .question(
            "The account has streams in several JetStream domains. Are they added up?",
            "No. Each domain holds its own streams against the quota, so the domain that reserves most is compared.")
        .limit("Streams in memory have a quota of their own, which is not looked at.")
        .limit(
            "Accounts whose limits are set by tier have no quota as a whole, and are listed as not looked at.")
        .limit(
            "If domains give the account different quotas, as configuration files can, the largest of them is compared.")
        .related(
            "OPT_COST_001", "Replicated streams that nobody writes to, which could reserve less.")
        .related("JETSTREAM_010", "A single stream near its own limit.")
        .related("SERVER_019", "What the server itself may store.")
        .build();
  }
}
