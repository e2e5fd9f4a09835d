// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.Replica;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Finding;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_007, 009, 010, 013, 023 and 026 on real clusters: a group that has lost its leader, and
 * one of which a member catches up. Nothing else of the six is found, and nothing before and after.
 */
class RaftGroupsTest {

  private static final AuditConfig RAFT =
      AuditConfig.builder()
          .only(
              "OPT_SYS_007",
              "OPT_SYS_009",
              "OPT_SYS_010",
              "OPT_SYS_013",
              "OPT_SYS_023",
              "OPT_SYS_026")
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsTheOneGroupOfWhichTwoOfThreeMembersAreStopped(String release) throws Exception {
    try (NatsCluster cluster =
        NatsCluster.named("V")
            .servers(5, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start()) {
      Real.createStream(cluster, "ACME");
      List<String> members;
      try (Connection client = Real.connect(cluster, "ACME")) {
        JetStreamManagement api = client.jetStreamManagement();
        api.addStream(StreamConfiguration.builder().name("EVENTS").replicas(5).build());
        members = members(api, "ORDERS");
      }
      NatsServerProcess survivor = cluster.server(members.get(2));
      try (Watch watch = Watch.over(survivor, cluster, RAFT)) {
        watch.awaitFound("all groups have their leaders", Set.of());

        cluster.server(members.get(0)).stop();
        cluster.server(members.get(1)).stop();
        Finding leaderless =
            awaitOnly(watch, "the survivor of ORDERS, and no other group, is without a leader");
        assertThat(leaderless.code()).isEqualTo("OPT_SYS_009");
        assertThat(leaderless.message())
            .contains("no leader is known to " + survivor.name() + " (it takes 2 of 3 members")
            .endsWith("it keeps stream ORDERS");

        cluster.server(members.get(0)).restart();
        watch.awaitFound("two of three have elected a leader", Set.of());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAMemberThatCatchesUpAfterARestart(String release) throws Exception {
    try (NatsCluster cluster = ReplicatedStream.start("U", release);
        Watch all = Watch.over(cluster, RAFT);
        Connection client = Real.connect(cluster, "ACME")) {
      all.awaitFound("all groups have their leaders", Set.of());
      NatsServerProcess follower = ReplicatedStream.follower(cluster);
      // It lasts for about a second, so only the one that is restarted is asked, again and again.
      try (Watch watch = Watch.overHttp(List.of(follower.monitor()), RAFT)) {
        AtomicReference<Finding> seen = new AtomicReference<>();
        AtomicReference<Instant> nextTry = new AtomicReference<>(Instant.MIN);
        Eventually.until(
            "an audit hits upon the time of catching up",
            PATIENCE,
            () -> {
              if (Instant.now().isAfter(nextTry.get())) {
                follower.stop();
                ReplicatedStream.publish(client, 500);
                follower.restartWithoutWaiting();
                nextTry.set(Instant.now().plusSeconds(10));
              }
              watch.audit().findings().stream()
                  .map(AuditedFinding::finding)
                  .filter(each -> each.message().endsWith("it keeps stream ORDERS"))
                  .filter(each -> each.code().equals("OPT_SYS_013"))
                  .forEach(seen::set);
              return seen.get() != null;
            });

        assertThat(seen.get().message())
            .contains(": " + follower.name() + " is catching up (applied ")
            .endsWith("it keeps stream ORDERS");
        all.awaitFound("it has caught up", Set.of());
      }
    }
  }

  private static Finding awaitOnly(Watch watch, String when) {
    AtomicReference<List<Finding>> last = new AtomicReference<>(List.of());
    Eventually.until(
        when,
        PATIENCE,
        () -> {
          last.set(watch.audit().findings().stream().map(AuditedFinding::finding).toList());
          return last.get().size() == 1;
        });
    return last.get().get(0);
  }

  /** The servers with a replica of a stream, its leader last. */
  private static List<String> members(JetStreamManagement api, String stream) throws Exception {
    ClusterInfo cluster = api.getStreamInfo(stream).getClusterInfo();
    TreeSet<String> followers = new TreeSet<>();
    cluster.getReplicas().stream().map(Replica::getName).forEach(followers::add);
    return List.of(followers.first(), followers.last(), cluster.getLeader());
  }
}
