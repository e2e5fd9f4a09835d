// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.client.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of three servers is down; the other two were recorded, in each of three releases. */
class ScenarioTest {

  private static final String N1 = "NCRGV5UUCD6HNA4JY7MTWW4FFW4Z7XRXRTDGZSQMIMBR7ITRUPETBBCV";
  private static final StreamId ORDERS = new StreamId("hub", "ACME", "SHOP_ORDERS");

  private final Snapshot snapshot = Scenario.snapshot(Scenario.resource("2.15.1", true));

  @Test
  void readsServers() {
    assertThat(snapshot.servers()).extracting(Server::name).containsExactly("n1", "n2");
    Server n1 = snapshot.server(N1);
    assertThat(n1.cluster()).isEqualTo("C1");
    assertThat(n1.version().text()).isEqualTo("2.15.1");
    assertThat(n1.domain()).isEqualTo("hub");
    assertThat(n1.jetStream()).isTrue();
    assertThat(n1.tags()).containsExactly("region:c1", "az:1");
    assertThat(n1.statistics().connections()).isEqualTo(6);
    assertThat(n1.statistics().memory()).isEqualTo(31_866_880);
    assertThat(n1.statistics().start()).isEqualTo("2026-11-21T03:33:04.918407357Z");
    assertThat(n1.statistics().staleConnections()).isZero();
    assertThat(n1.config().maxConnections()).isEqualTo(Limit.of(65536));
    assertThat(n1.config().writeDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(n1.config().host()).isEqualTo("127.0.0.1");
    assertThat(n1.config().port()).isEqualTo(14001);
    assertThat(n1.health().isOk()).isTrue();
    assertThat(n1.health().typed()).isTrue();
    assertThat(n1.jetStreamServer().streams()).isEqualTo(5);
    assertThat(n1.jetStreamServer().consumers()).isEqualTo(6);
    assertThat(n1.routes()).extracting("rid").containsExactly(18L, 19L, 20L, 21L);
    assertThat(n1.routes().get(0).remoteName()).isEqualTo("n2");
    assertThat(n1.routes().get(0).rtt()).isEqualTo(Duration.ofNanos(339_000));
  }

  @Test
  void joinsTheReplicasOfAStream() {
    Stream orders = snapshot.stream(ORDERS);
    assertThat(orders.created()).isEqualTo("2026-11-21T03:33:05.440436401Z");
    assertThat(orders.views()).extracting("serverName").containsExactly("n1", "n2");
    assertThat(orders.leaderView().serverName()).isEqualTo("n2");
    assertThat(orders.leaderView().state().messages()).isEqualTo(1130);
    assertThat(orders.leaderView().state().deleted()).isEqualTo(10);
    assertThat(orders.leaderView().cluster().replicas())
        .containsExactly(
            new Replica("n1", "fjFyEjc1", true, false, Duration.ofMillis(240), 0),
            new Replica("n3", "BXScrY9i", false, true, Duration.ZERO, 322));
    assertThat(orders.config().maxAge()).isEqualTo(Duration.ofDays(3));
    assertThat(orders.config().maxBytes()).isEqualTo(Limit.of(33_554_432));
    assertThat(orders.config().maxConsumers().isUnlimited()).isTrue();
  }

  @Test
  void believesTheLeaderOfEachConsumer() {
    assertThat(snapshot.consumersOf(ORDERS))
        .extracting(Consumer::name, Consumer::serverName, Consumer::pending)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("archive", "n2", 215L),
            org.assertj.core.groups.Tuple.tuple("billing", "n1", 10L),
            org.assertj.core.groups.Tuple.tuple("notify", "n1", 0L),
            org.assertj.core.groups.Tuple.tuple("reports", "n1", 201L));
    Consumer reports = snapshot.consumersOf(ORDERS).get(3);
    assertThat(reports.ackPending()).isEqualTo(15);
    assertThat(reports.durable()).isTrue();
    assertThat(reports.deliveredConsumerSequence()).isEqualTo(70);
    assertThat(reports.lastDelivered()).isEqualTo("2026-11-21T03:33:50.341294518Z");
    assertThat(reports.survivors()).isEmpty();
    assertThat(reports.config().ackWait()).isEqualTo(Duration.ofSeconds(3));
    assertThat(reports.stream()).isSameAs(snapshot.consumersOf(ORDERS).get(1).stream());
  }

  @Test
  void joinsAccounts() {
    Account acme = snapshot.account("ACME");
    assertThat(acme.system()).isFalse();
    assertThat(snapshot.account("SYS").system()).isTrue();
    assertThat(acme.views()).hasSize(2);
    assertThat(acme.claims()).isNull();
    assertThat(acme.jetStream().get(0).storage()).isEqualTo(894_063);
    assertThat(acme.jetStream().get(0).storageLimit()).isEqualTo(Limit.of(512_000_000));
    assertThat(acme.jetStream().get(0).api().total()).isEqualTo(40);
    assertThat(snapshot.accounts())
        .extracting(Account::id)
        .containsExactly("$G", "ACME", "BETA", "SYS");
  }

  @Test
  void joinsTheMetaGroup() {
    assertThat(snapshot.metaGroups()).hasSize(1);
    MetaGroup meta = snapshot.metaGroups().get(0);
    assertThat(meta.domain()).isEqualTo("hub");
    assertThat(meta.leaderView().serverName()).isEqualTo("n2");
    assertThat(meta.leaderView().clusterSize()).isEqualTo(3);
    assertThat(meta.leaderView().replicas().get(1).offline()).isTrue();
    assertThat(meta.leaderView().snapshot().pendingBytes()).isPositive();
    assertThat(snapshot.raftNodes())
        .filteredOn(node -> node.group().equals("_meta_"))
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.term()).isPositive());
  }

  @Test
  void findsServices() {
    assertThat(snapshot.services()).hasSize(1);
    assertThat(snapshot.services().get(0).account()).isEqualTo("ACME");
    assertThat(snapshot.services().get(0).name()).isEqualTo("shop-quote");
    assertThat(snapshot.services().get(0).instances().get(0).clientLanguage()).isEqualTo("java");
  }

  @Test
  void saysWhatWasNotGathered() {
    Coverage coverage = snapshot.coverage();
    assertThat(coverage.of(Section.JSZ_STREAMS, N1).isGathered()).isTrue();
    assertThat(coverage.of(Section.CONNZ, N1).isGathered()).isTrue();
    assertThat(coverage.of(Section.LEAFZ).status()).isEqualTo(Coverage.Status.TIMED_OUT);
  }

  @ParameterizedTest
  @CsvSource({"2.9.10, 6, 7", "2.10.27, 7, 7", "2.15.1, 6, 7"})
  void readsTheSameOverBothWays(String release, int streams, int consumers) {
    Snapshot http = Scenario.snapshot(Scenario.resource(release, false));
    Snapshot sys = Scenario.snapshot(Scenario.resource(release, true));
    assertThat(http.streams()).hasSize(streams);
    assertThat(http.consumers()).hasSize(consumers);
    assertThat(http.streams()).extracting(Stream::id).isEqualTo(ids(sys));
    assertThat(http.streams())
        .extracting(Stream::config)
        .isEqualTo(sys.streams().stream().map(Stream::config).toList());
    assertThat(http.consumers())
        .extracting(Consumer::config)
        .isEqualTo(sys.consumers().stream().map(Consumer::config).toList());
    assertThat(http.accounts())
        .extracting(Account::id)
        .isEqualTo(sys.accounts().stream().map(Account::id).toList());
    assertThat(http.servers())
        .extracting(Server::config)
        .isEqualTo(sys.servers().stream().map(Server::config).toList());
    assertThat(http.servers()).extracting(server -> server.version().text()).containsOnly(release);
  }

  private static List<StreamId> ids(Snapshot snapshot) {
    return snapshot.streams().stream().map(Stream::id).toList();
  }

  @ParameterizedTest
  @CsvSource({"2.9.10, true", "2.10.27, false", "2.15.1, true", "jwt, true"})
  void theOrderOfAnswersDoesNotShow(String folder, boolean enveloped) {
    List<Reply> replies = new ArrayList<>(Scenario.resource(folder, enveloped));
    Snapshot first = Scenario.snapshot(replies);
    for (int seed = 1; seed <= 5; seed++) {
      Collections.shuffle(replies, new Random(seed));
      assertThat(Scenario.snapshot(replies)).satisfies(other -> assertSame(first, other));
    }
  }

  @Test
  void takesAnswersOfManyThreads() {
    List<Reply> replies = Scenario.resource("2.15.1", true);
    SnapshotAssembler assembler =
        new SnapshotAssembler(SnapshotPlan.everything(), Scenario.TAKEN_AT, "test");
    replies.parallelStream().forEach(assembler::reply);
    assertSame(snapshot, assembler.assemble(Duration.ofSeconds(1)));
  }

  private static void assertSame(Snapshot one, Snapshot other) {
    assertThat(other.coverage()).isEqualTo(one.coverage());
    assertThat(other.servers()).isEqualTo(one.servers());
    assertThat(other.accounts()).isEqualTo(one.accounts());
    assertThat(other.streams()).isEqualTo(one.streams());
    assertThat(other.consumers()).isEqualTo(one.consumers());
    assertThat(other.metaGroups()).isEqualTo(one.metaGroups());
    assertThat(other.raftNodes()).isEqualTo(one.raftNodes());
    assertThat(other.connections()).isEqualTo(one.connections());
    assertThat(other.services()).isEqualTo(one.services());
  }

  @Test
  void readsAccountJwts() {
    Snapshot jwt = Scenario.snapshot(Scenario.resource("jwt", true));
    String id = "ABZZ364GXEOMWXULTCS2F5S7ODV4JPAPI22DJB3NS4UKTEMRYQM6WFX2";
    Account acme = jwt.account(id);
    assertThat(acme.name()).isEqualTo("ACME");
    assertThat(acme.claims().connections()).isEqualTo(Limit.of(40));
    assertThat(acme.claims().leafNodes().isUnlimited()).isTrue();
    assertThat(acme.claims().memoryStorage()).isEqualTo(Limit.of(0));
    assertThat(acme.claims().issuedAt()).isEqualTo(Instant.ofEpochSecond(1795232526));
    assertThat(acme.claims().size()).isEqualTo(708);
    assertThat(acme.views()).extracting("clientConnections").containsExactlyInAnyOrder(15, 12, 10);
    assertThat(jwt.connections())
        .filteredOn(c -> id.equals(c.account()))
        .hasSize(37)
        .allSatisfy(c -> assertThat(c.bearer()).isFalse())
        .allSatisfy(c -> assertThat(c.issuerKey()).startsWith("A"));
  }
}
