// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

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
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Finds streams most of whose consumers are led by the server that leads the stream.
 *
 * @since 0.1
 */
public final class ColocatedConsumerLeaders implements Check {

  static final Parameter<Double> CONSUMER_LEADER_PCT =
      Parameter.number("consumer_leader_pct", "percent")
          .describedAs(
              "Share of a stream's replicated consumers that the stream leader's server may lead")
          .firesAbove()
          .between(0, 100)
          .defaultValue(50.0);

  static final Parameter<Long> MIN_CONSUMERS =
      Parameter.count("min_consumers", "consumers")
          .describedAs("Fewest replicated consumers with a leader for a verdict")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(3L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_007", "Stream-Consumer Leader Co-location")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(CONSUMER_LEADER_PCT, MIN_CONSUMERS)
          .requires(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .remediation(
              "If the server is busy, ask some of the consumers' leaders to step down, then look"
                  + " again.")
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
    return context.streams().judge((stream, verdict) -> judge(context, stream, verdict));
  }

  private static void judge(CheckContext context, LedStream stream, Verdict<?> verdict) {
    if (mayHideConsumers(context.current(), stream)) {
      verdict.notEvaluable("most of its servers did not say which consumers they hold");
      return;
    }
    String server = stream.view().serverName();
    long total = 0;
    long beside = 0;
    for (Consumer consumer : context.current().consumersOf(stream.id())) {
      String leader = leaderIfReplicated(consumer);
      if (leader != null) {
        total++;
        beside += leader.equals(server) ? 1 : 0;
      }
    }
    double limit = context.value(CONSUMER_LEADER_PCT);
    if (total >= context.value(MIN_CONSUMERS) && beside * 100.0 / total > limit) {
      report(stream, beside, total, limit, verdict);
    }
  }

  /** A replicated consumer is seen as soon as one of its servers says what it holds. */
  private static boolean mayHideConsumers(Snapshot snapshot, LedStream stream) {
    long silent = says(snapshot, stream.view().serverName()) ? 0 : 1;
    for (Replica follower : stream.followers()) {
      silent += says(snapshot, follower.name()) ? 0 : 1;
    }
    return silent > 1;
  }

  private static boolean says(Snapshot snapshot, String serverName) {
    return snapshot.serversNamed(serverName).stream()
        .anyMatch(
            server -> snapshot.coverage().of(Section.JSZ_CONSUMERS, server.id()).isGathered());
  }

  /** A follower answers only of a replicated consumer, and knows who leads. */
  private static @Nullable String leaderIfReplicated(Consumer consumer) {
    ClusterInfo cluster = consumer.cluster();
    if (cluster == null || (consumer.isLeaderView() && cluster.replicas().isEmpty())) {
      return null;
    }
    return cluster.leader();
  }

  private static void report(
      LedStream stream, long beside, long total, double limit, Verdict<?> verdict) {
    double percent = beside * 100.0 / total;
    verdict
        .finding()
        .observed("percent", percent, "percent")
        .limit("consumer_leader_pct", limit, "percent")
        .with("server", stream.view().serverName())
        .with("consumer_leaders_on_server", beside, "consumers")
        .with("total_consumer_leaders", total, "consumers")
        .message(
            "its leader %s also leads %s of its %s replicated consumers (%s, reported above %s)",
            Display.name(stream.view().serverName()),
            Display.count(beside),
            Display.count(total),
            Display.percent(percent),
            Display.number(limit));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            One server takes the publishes of the stream and delivers to most of its consumers as \
            well. Its followers hold the same messages and could do a part of the work; when the \
            server fails, stream and consumers are all elected anew at once.""")
        .cause("The stream's leader took over everything while the other servers were away.")
        .cause("A rolling restart after which nothing was spread again.")
        .cause("Chance: few consumers gather easily.")
        .diagnose("See who leads the stream.", "nats --context ACCOUNT stream info STREAM")
        .diagnose("See who leads its consumers.", "nats --context ACCOUNT consumer report STREAM")
        .diagnose("See whether the server is busier than its peers.", "nats server report cpu")
        .fix("Spread the consumers of the stream: nats consumer cluster balance STREAM.")
        .fix(
            "Or let single leaders go and look again, as an election may fall on the same server: nats consumer cluster step-down STREAM CONSUMER.")
        .fix(
            "Or move the stream's leader, if its followers have room: nats stream cluster step-down STREAM.")
        .question(
            "Is it wrong to lead both?",
            "No. It saves nothing and costs nothing as long as the server has room; act when it is busy.")
        .limit("Consumers with one replica are left out: no election can move them.")
        .limit(
            "The documented rule goes by the configured number of replicas, and so leaves out consumers that inherit it from their stream. Here a consumer counts if it really has followers.")
        .limit("A consumer with no traffic counts as much as the busiest one.")
        .related("OPT_BALANCE_001", "All that a server leads, over all streams.")
        .related("OPT_PLACE_002", "A consumer that is led far from its account's clients.")
        .build();
  }
}
