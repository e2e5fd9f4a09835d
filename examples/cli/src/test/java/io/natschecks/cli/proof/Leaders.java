// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replicated streams or consumers, and who leads them. */
final class Leaders {

  private static final Duration ELECTED = Duration.ofSeconds(60);

  private final Connection client;
  private final List<Group> groups = new ArrayList<>();

  private Leaders(Connection client) {
    this.client = client;
  }

  /** What elects a leader: its leader now, and the subject under which it is asked to step down. */
  private record Group(Leader leader, String stepDown) {}

  @FunctionalInterface
  private interface Leader {
    @Nullable ClusterInfo of(JetStreamManagement api) throws IOException, JetStreamApiException;
  }

  /** Creates streams S1, S2 and so on with three replicas. */
  static Leaders ofStreams(Connection client, int count) throws Exception {
    Leaders leaders = new Leaders(client);
    JetStreamManagement api = client.jetStreamManagement();
    for (int i = 1; i <= count; i++) {
      String name = "S" + i;
      Eventually.until(
          name + " is there",
          ELECTED,
          () ->
              api.addStream(StreamConfiguration.builder().name(name).replicas(3).build()) != null);
      leaders.groups.add(
          new Group(
              each -> each.getStreamInfo(name).getClusterInfo(), "STREAM.LEADER.STEPDOWN." + name));
    }
    return leaders;
  }

  /** Creates consumers C1, C2 and so on of a stream. */
  static Leaders ofConsumers(Connection client, String stream, int replicas, int count)
      throws Exception {
    Leaders leaders = new Leaders(client);
    JetStreamManagement api = client.jetStreamManagement();
    for (int i = 1; i <= count; i++) {
      String name = "C" + i;
      ConsumerConfiguration consumer =
          ConsumerConfiguration.builder().durable(name).numReplicas(replicas).build();
      Eventually.until(
          name + " is there", ELECTED, () -> api.addOrUpdateConsumer(stream, consumer) != null);
      leaders.groups.add(
          new Group(
              each -> each.getConsumerInfo(stream, name).getClusterInfo(),
              "CONSUMER.LEADER.STEPDOWN." + stream + "." + name));
    }
    return leaders;
  }

  /** Lets leaders step down until a server leads exactly that many; who follows is up to chance. */
  void gatherOn(String server, int count) throws Exception {
    JetStreamManagement api = client.jetStreamManagement();
    Eventually.until(
        server + " leads " + count + " of " + groups.size(),
        ELECTED,
        () -> {
          List<Group> here = new ArrayList<>();
          List<Group> elsewhere = new ArrayList<>();
          for (Group group : groups) {
            String leader = leader(api, group);
            if (leader == null) {
              return false;
            }
            (leader.equals(server) ? here : elsewhere).add(group);
          }
          if (here.size() == count) {
            return true;
          }
          Group next = here.size() > count ? here.get(0) : elsewhere.get(0);
          client.request(
              "$JS.API." + next.stepDown,
              "".getBytes(StandardCharsets.UTF_8),
              Duration.ofSeconds(2));
          return false;
        });
  }

  private static @Nullable String leader(JetStreamManagement api, Group group)
      throws IOException, JetStreamApiException {
    ClusterInfo cluster = group.leader.of(api);
    return cluster == null ? null : cluster.getLeader();
  }
}
