// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds and refusals, on one server that all tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleServerTest {

  private static final Pattern CID = Pattern.compile("\"cid\":(\\d+)");

  private NatsCluster cluster;
  private Connection system;

  @BeforeAll
  void start() throws Exception {
    cluster =
        NatsCluster.named("S")
            .servers(1, NatsServerBinary.release("2.10"))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    NatsServerProcess server = cluster.server("s1");
    server.rewriteConfiguration(
        text ->
            text.replace(
                "{user: \"sys\", password: \"sys-password\"}",
                """
                {user: "sys", password: "sys-password"},
                {user: "monitor", password: "m", permissions: {
                  publish: ["$SYS.REQ.SERVER.PING.STATSZ", "$SYS.REQ.SERVER.PING.VARZ",
                            "$SYS.REQ.SERVER.*.HEALTHZ", "$SYS.REQ.SERVER.*.CONNZ"],
                  subscribe: ["_INBOX.>"]}},
                {user: "deaf", password: "d", permissions: {subscribe: ["nothing"]}},
                {user: "mute", password: "x", permissions: {publish: ["nothing"]}}
                """));
    server.reload();
    Eventually.until(
        "the users exist",
        Duration.ofSeconds(20),
        () -> {
          Clients.connectAs("mute", "x", server.url()).close();
          return true;
        });
    system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
    try (Connection tenant = Clients.connect(cluster, "ACME")) {
      JetStreamManagement management = tenant.jetStreamManagement();
      management.addStream(
          StreamConfiguration.builder().name("ORDERS").subjects("orders.>").build());
      for (int i = 0; i < 3; i++) {
        management.addOrUpdateConsumer(
            "ORDERS", ConsumerConfiguration.builder().durable("worker-" + i).build());
      }
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (system != null) {
      system.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void readsEveryConnectionOverPages() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 700; i++) {
        clients.add(Clients.raw(cluster.server("s1"), cluster.login("ACME")));
      }
      Gathered gathered = gather(system, GatherLimits.DEFAULT, Section.CONNZ);

      assertThat(gathered.of(Endpoint.CONNZ)).extracting(Reply::page).containsExactly(0, 1);
      Set<String> cids = new HashSet<>();
      gathered
          .bodies(Endpoint.CONNZ)
          .forEach(body -> CID.matcher(body).results().forEach(cid -> cids.add(cid.group(1))));
      assertThat(cids).hasSizeGreaterThan(700);
      assertThat(gathered.missing).isEmpty();

      Gathered cut = gather(system, new GatherLimits(8, 1, 50_000, 1000), Section.CONNZ);
      assertThat(cut.of(Endpoint.CONNZ)).hasSize(1);
      assertThat(cut.missing)
          .singleElement()
          .satisfies(
              missing -> {
                assertThat(missing.status()).isEqualTo(Status.TRUNCATED);
                assertThat(missing.detail()).startsWith("the first 512 of 70");
              });
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void leavesOutTheConfigurationOfTooManyConsumers() throws Exception {
    Gathered gathered =
        gather(
            system, new GatherLimits(8, 200, 2, 1000), Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);

    assertThat(gathered.missing)
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.section()).isEqualTo(Section.JSZ_CONSUMERS);
              assertThat(missing.status()).isEqualTo(Status.TRUNCATED);
              assertThat(missing.detail()).contains("the server has 3 of them, more than 2");
            });
    List<String> bodies = gathered.bodies(Endpoint.JSZ_DETAIL);
    assertThat(bodies).hasSize(3);
    assertThat(bodies.get(1)).contains("\"retention\"").doesNotContain("consumer_detail");
    assertThat(bodies.get(2)).contains("worker-2").doesNotContain("ack_policy");
  }

  @Test
  void asksOnlyForWhatIsWanted() throws Exception {
    Gathered gathered = gather(system, GatherLimits.DEFAULT, Section.HEALTHZ);

    assertThat(gathered.replies)
        .extracting(Reply::endpoint)
        .containsExactly(Endpoint.STATSZ, Endpoint.HEALTHZ);
  }

  @Test
  void recordsWhatTheUserMayNotAskFor() throws Exception {
    try (Connection monitor = Clients.connectAs("monitor", "m", cluster.server("s1").url())) {
      Gathered gathered =
          gather(
              monitor,
              GatherLimits.DEFAULT,
              Section.VARZ,
              Section.HEALTHZ,
              Section.CONNZ,
              Section.ROUTEZ,
              Section.ACCOUNT_INFO,
              Section.ACCSTATZ);

      assertThat(gathered.replies)
          .extracting(Reply::endpoint)
          .containsExactlyInAnyOrder(
              Endpoint.STATSZ, Endpoint.VARZ, Endpoint.HEALTHZ, Endpoint.CONNZ);
      assertThat(gathered.missing).allMatch(missing -> missing.status() == Status.REFUSED);
      assertThat(gathered.missing)
          .extracting(Missing::section)
          .containsExactlyInAnyOrder(Section.ROUTEZ, Section.ACCOUNT_INFO, Section.ACCSTATZ);
      assertThat(gathered.missing)
          .extracting(Missing::detail)
          .contains("the user may not publish to $SYS.REQ.SERVER.*.ROUTEZ");
    }
  }

  @Test
  void saysInOneSentenceWhyNobodyCanBeAsked() throws Exception {
    String url = cluster.server("s1").url();
    try (Connection tenant = Clients.connect(cluster, "ACME");
        Connection mute = Clients.connectAs("mute", "x", url);
        Connection deaf = Clients.connectAs("deaf", "d", url)) {
      assertRefused(tenant, "The connection is not in the system account");
      assertRefused(mute, "may not publish to $SYS.REQ.SERVER.PING.STATSZ");
      assertRefused(deaf, "may not subscribe to its inbox");
      tenant.close();
      assertRefused(tenant, "The connection to NATS is closed");
    }
  }

  private static void assertRefused(Connection connection, String message) {
    assertThatThrownBy(() -> gather(connection, GatherLimits.DEFAULT, Section.VARZ))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining(message)
        .hasMessageNotContainingAny("secret", "sys-password");
  }

  @ParameterizedTest
  @EnumSource(Section.class)
  void recordsWhatTheTimeDidNotSufficeFor(Section section) throws Exception {
    Gathered gathered = new Gathered();
    Deadline deadline = Deadline.in(Duration.ofMillis(1));
    Target target =
        new Target(
            new ServerRef("NID", "s1", null),
            ServerVersion.parse("2.10.27"),
            true,
            -1,
            AnswerBound.NONE);
    Eventually.until("the time is over", Duration.ofSeconds(5), deadline::isOver);
    Asker asker = new SystemAsker(new SystemAccount(system), target.ref(), deadline);
    new ServerGathering(
            new ServerChannel(target, asker, gathered, Clock.systemUTC()),
            Set.of(section),
            GatherLimits.DEFAULT)
        .gather(Set.of());
    assertThat(gathered.replies).isEmpty();
    if (section != Section.ACCOUNT_INFO) {
      assertThat(gathered.missing)
          .extracting(Missing::section, Missing::status)
          .containsOnly(tuple(section, Status.TIMED_OUT));
    }
  }

  @Test
  void endsWhenTheThreadIsInterrupted() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Gathered gathered = new Gathered();
    Thread thread =
        new Thread(
            () -> {
              try {
                new SystemGatherer(system, GatherLimits.DEFAULT, Clock.systemUTC())
                    .gather(
                        Wanted.all(SnapshotPlan.everything()),
                        gathered,
                        Deadline.in(Duration.ofMinutes(1)));
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    thread.start();
    Eventually.until("it is at it", Duration.ofSeconds(10), () -> !gathered.replies.isEmpty());
    thread.interrupt();
    thread.join(10_000);
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  private static Gathered gather(Connection connection, GatherLimits limits, Section... sections)
      throws Exception {
    Gathered gathered = new Gathered();
    new SystemGatherer(connection, limits, Clock.systemUTC())
        .gather(
            Wanted.all(SnapshotPlan.of(Set.of(sections))),
            gathered,
            Deadline.in(Duration.ofMinutes(1)));
    return gathered;
  }
}
