// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On stream EVENTS of the healthy deployment, which a2 leads. */
class ColocatedConsumerLeadersTest extends CheckContract {

  private static final StreamId EVENTS = Deployments.stream("EVENTS");

  @Override
  protected ColocatedConsumerLeaders check() {
    return new ColocatedConsumerLeaders();
  }

  @Test
  void firesAboveTheShare() {
    assertThat(run(led("c1", "a2"), led("c2", "a2"), led("c3", "a1")))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_007 stream/hub/ACME/EVENTS")
        .hasMessage(
            "stream ACME/EVENTS: its leader a2 also leads 2 of its 3 replicated consumers"
                + " (66.7 percent, reported above 50)")
        .hasLimit(50)
        .hasEvidence("server", "a2")
        .hasEvidence("consumer_leaders_on_server", 2)
        .hasEvidence("total_consumer_leaders", 3)
        .hasEvidence("percent", "66.7 percent");
  }

  @Test
  void staysSilentAtExactlyTheShare() {
    assertThat(run(led("c1", "a2"), led("c2", "a2"), led("c3", "a1"), led("c4", "a3"))).passed();
  }

  @Test
  void doesNotJudgeTwoConsumers() {
    assertThat(run(led("c1", "a2"), led("c2", "a2"))).passed();
  }

  @Test
  void leavesOutConsumersWithOneReplica() {
    Consumer[] single = new Consumer[5];
    for (int i = 0; i < single.length; i++) {
      single[i] = led("c" + i, "a2").toBuilder().cluster(cluster("a2", List.of())).build();
    }

    assertThat(run(single)).passed();
  }

  @Test
  void countsConsumersThatInheritTheirReplicas() {
    Consumer[] inherited =
        List.of("c1", "c2", "c3").stream()
            .map(
                name ->
                    led(name, "a2").toBuilder()
                        .durable(true)
                        .config(ConsumerConfig.builder().replicas(0).build())
                        .build())
            .toArray(Consumer[]::new);

    assertThat(run(inherited)).findsExactly("stream ACME/EVENTS");
  }

  @Test
  void leavesOutConsumersWithoutALeader() {
    assertThat(run(led("c1", "a2"), led("c2", "a2"), led("c3", null))).passed();
  }

  @Test
  void believesAFollowerWhoLeadsWhereTheLeaderDidNotAnswer() {
    Consumer seenByFollower =
        Consumer.builder(EVENTS, "c3", "ID-a1", "a1").cluster(cluster("a2", FOLLOWERS)).build();

    assertThat(run(led("c1", "a2"), led("c2", "a3"), seenByFollower))
        .findsExactly("stream ACME/EVENTS");
  }

  @Test
  void doesNotJudgeAStreamWithoutALeader() {
    Snapshot leaderless =
        DeploymentBuilder.from(snapshot(led("c1", "a2"), led("c2", "a2"), led("c3", "a2")))
            .streamViews(
                EVENTS,
                view ->
                    new StreamView(
                        view.serverId(),
                        view.serverName(),
                        view.state(),
                        cluster(null, FOLLOWERS),
                        null,
                        List.of()))
            .snapshot();

    assertThat(tester().run(leaderless))
        .findsNothing()
        .hasGap("stream ACME/EVENTS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotJudgeWhereMostServersDidNotSayWhichConsumersTheyHold() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(led("c1", "a2"), led("c2", "a2"), led("c3", "a2")))
            .missing(Section.JSZ_CONSUMERS, "a1", Status.TIMED_OUT)
            .missing(Section.JSZ_CONSUMERS, "a3", Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("stream ACME/EVENTS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void judgesWhereOneServerDidNotSayWhichConsumersItHolds() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(led("c1", "a2"), led("c2", "a2"), led("c3", "a2")))
            .missing(Section.JSZ_CONSUMERS, "a1", Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot)).findsExactly("stream ACME/EVENTS");
  }

  private static final List<Replica> FOLLOWERS =
      List.of(new Replica("a4", null, true, false, null, 0));

  private static ClusterInfo cluster(@Nullable String leader, List<Replica> followers) {
    return new ClusterInfo("A", leader, null, followers);
  }

  private static Consumer led(String name, @Nullable String leader) {
    String server = leader == null ? "a1" : leader;
    return Consumer.builder(EVENTS, name, Deployments.idOf(server), server)
        .cluster(cluster(leader, FOLLOWERS))
        .build();
  }

  private CheckResult run(Consumer... consumers) {
    return tester().run(snapshot(consumers));
  }

  private static Snapshot snapshot(Consumer... consumers) {
    return Deployments.healthy().edit(all -> all.consumers(List.of(consumers))).snapshot();
  }
}
