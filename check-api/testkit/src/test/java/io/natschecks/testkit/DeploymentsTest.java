// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeploymentsTest {

  private static final Snapshot HEALTHY = Deployments.healthy().snapshot();

  @Test
  void gatherEverything() {
    for (Section section : Section.values()) {
      assertThat(HEALTHY.coverage().of(section).isGathered()).isTrue();
      assertThat(HEALTHY.coverage().exceptions(section)).isEmpty();
    }
    assertThat(HEALTHY.servers())
        .hasSize(7)
        .allSatisfy(server -> assertThat(server.toString()).doesNotContain("Server[id=null"))
        .noneMatch(server -> server.routes() == null || server.jetStreamServer() == null);
  }

  @Test
  void agreeOnConnections() {
    for (Server server : HEALTHY.servers()) {
      int counted =
          HEALTHY.accounts().stream()
              .flatMap(account -> account.statistics().stream())
              .filter(each -> each.serverId().equals(server.id()))
              .mapToInt(each -> each.connections() + each.leafNodes())
              .sum();
      assertThat(HEALTHY.connectionsOf(server.id())).as(server.name()).hasSize(counted);
      assertThat(server.statistics().leafNodes()).isEqualTo(server.leafNodes().size());
    }
  }

  @Test
  void referOnlyToWhatIsThere() {
    assertThat(HEALTHY.consumers())
        .isNotEmpty()
        .allMatch(consumer -> HEALTHY.stream(consumer.stream()) != null)
        .allMatch(consumer -> consumer.isLeaderView());
    assertThat(HEALTHY.streams()).isNotEmpty().allMatch(stream -> stream.leaderView() != null);
    assertThat(HEALTHY.connections()).allMatch(each -> HEALTHY.server(each.serverId()) != null);
    assertThat(HEALTHY.metaGroups()).singleElement().matches(group -> group.leaderView() != null);
    assertThat(HEALTHY.services()).isNotEmpty();
  }

  @Test
  void keepSingleCopiesOutOfTheCluster() {
    List<String> singles =
        HEALTHY.streams().stream()
            .filter(stream -> Objects.requireNonNull(stream.config()).replicas() == 1)
            .filter(stream -> stream.config().mirror() == null)
            .map(stream -> stream.id().name())
            .toList();
    assertThat(singles).containsExactly("READINGS");
  }

  @Test
  void spreadStreamLeadersEvenly() {
    assertThat(
            HEALTHY.streams().stream()
                .map(Stream::leaderView)
                .collect(Collectors.groupingBy(view -> view.serverName(), Collectors.counting()))
                .values())
        .allMatch(led -> led <= 2);
  }

  @Test
  void moveOnWithTime() {
    Snapshot later = Deployments.healthy(Duration.ofMinutes(5)).snapshot();
    assertThat(later.takenAt()).isEqualTo(Deployments.NOW.plus(Duration.ofMinutes(5)));
    assertThat(sequence(later)).isGreaterThan(sequence(HEALTHY));
    List<Snapshot> past = Deployments.past(2, Duration.ofMinutes(5));
    assertThat(past)
        .extracting(Snapshot::takenAt)
        .containsExactly(
            Deployments.NOW.minus(Duration.ofMinutes(10)),
            Deployments.NOW.minus(Duration.ofMinutes(5)));
  }

  @Test
  void takeDeviationsOfEveryKind() {
    Snapshot changed =
        Deployments.healthy()
            .servers(server -> server.tags(List.of()))
            .server("a1", a1 -> a1.health(null))
            .statistics("a1", a1 -> a1.cpu(1))
            .config("a1", a1 -> a1.authRequired(false))
            .jetStream("a1", a1 -> a1.haAssets(9))
            .metaView("a1", a1 -> a1.pending(3L))
            .account("BETA", beta -> beta.system(null))
            .claims("ACME", acme -> acme.size(5))
            .streamConfig(Deployments.stream("ORDERS"), orders -> orders.sealed(true))
            .streamViews(Deployments.stream("ORDERS"), view -> view)
            .consumer(Deployments.stream("ORDERS"), "ship", ship -> ship.pending(9))
            .consumerConfig(Deployments.stream("ORDERS"), "ship", ship -> ship.replicas(3))
            .connection("b1", 10, connection -> connection.pendingBytes(7))
            .raftNode("a2", "_meta_", node -> node.leader(null))
            .missing(Section.CONNZ, "b1", Coverage.Status.TRUNCATED)
            .missing(Section.RAFTZ, Coverage.Status.NOT_IN_RELEASE)
            .silent("b3")
            .snapshot();
    Server a1 = changed.serversNamed("a1").get(0);
    assertThat(a1.health()).isNull();
    assertThat(a1.statistics().cpu()).isEqualTo(1);
    assertThat(a1.config().authRequired()).isFalse();
    assertThat(a1.jetStreamServer().haAssets()).isEqualTo(9);
    assertThat(changed.metaGroups().get(0).leaderView().pending()).isEqualTo(3);
    assertThat(changed.account("ACME").claims().size()).isEqualTo(5);
    assertThat(changed.stream(Deployments.stream("ORDERS")).config().sealed()).isTrue();
    assertThat(changed.consumersOf(Deployments.stream("ORDERS")))
        .anyMatch(ship -> ship.pending() == 9 && ship.config().replicas() == 3);
    assertThat(changed.connectionsOf(Deployments.idOf("b1")).get(0).pendingBytes()).isEqualTo(7);
    assertThat(changed.coverage().of(Section.CONNZ, Deployments.idOf("b1")).status())
        .isEqualTo(Coverage.Status.TRUNCATED);
    assertThat(changed.coverage().of(Section.RAFTZ).status())
        .isEqualTo(Coverage.Status.NOT_IN_RELEASE);
    assertThat(changed.silentServers()).extracting(silent -> silent.name()).containsExactly("b3");
    assertThat(changed.serversNamed("b3")).isEmpty();
  }

  @Test
  void refuseDeviationsOfWhatIsNotThere() {
    DeploymentBuilder healthy = Deployments.healthy();
    assertThatThrownBy(() -> healthy.server("c1", c1 -> c1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no server c1");
    assertThatThrownBy(() -> healthy.metaView("b1", b1 -> b1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> healthy.streamViews(Deployments.stream("X"), view -> view))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long sequence(Snapshot snapshot) {
    return snapshot.stream(Deployments.stream("ORDERS")).leaderView().state().lastSequence();
  }

  @Test
  void addsAStreamAndAConsumerThatAreHealthyButForWhatATestStates() {
    StreamId id = new StreamId(Deployments.HUB, "PROD", "PAYMENTS");
    Snapshot snapshot =
        Deployments.healthy()
            .add(Deployments.healthyStream(id, config -> config.metadata(Map.of("class", "x"))))
            .add(Deployments.healthyConsumer(id, "pay", config -> config.maxDeliver(Limit.of(5))))
            .snapshot();

    Stream stream = snapshot.stream(id);
    assertThat(stream.config().metadata()).containsEntry("class", "x");
    assertThat(stream.config().subjects()).containsExactly("payments.>");
    assertThat(stream.leaderView().serverName()).isEqualTo("a1");
    assertThat(stream.leaderView().cluster().replicas()).hasSize(2);
    Consumer consumer = snapshot.consumersOf(id).get(0);
    assertThat(consumer.isLeaderView()).isTrue();
    assertThat(consumer.config().maxDeliver()).isEqualTo(Limit.of(5));
  }
}
