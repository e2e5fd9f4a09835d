// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How large answers are asked for, of servers that only a test has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeavyRequestsTest {

  private static final List<String> SIX = List.of("N1", "N2", "N3", "N4", "N5", "N6");

  private NatsCluster cluster;
  private Connection system;

  @BeforeAll
  void start() throws Exception {
    cluster = NatsCluster.named("S").servers(1, NatsServerBinary.release("2.15")).gateway().start();
    system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
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
  void oneAtATimeOfAServerAndFourInAll() throws Exception {
    Load load = new Load();
    Gathered gathered;
    try (FakeServers servers = servers(SIX, load)) {
      gathered =
          gather(
              Section.JSZ_STREAMS,
              Section.JSZ_CONSUMERS,
              Section.RAFTZ,
              Section.CONNZ,
              Section.CONNZ_CLOSED);
      assertThat(servers.asked).hasSize(SIX.size() * 9);
    }
    assertThat(gathered.missing).isEmpty();
    assertThat(gathered.servers(Endpoint.CONNZ_CLOSED)).containsAll(SIX);
    assertThat(load.mostOfOne).hasValue(1);
    assertThat(load.mostInAll).hasValue(4);
  }

  @Test
  void anAnswerThatUnpacksToTooMuchCostsTheConfigurationOfConsumersAlone() throws Exception {
    String large = " ".repeat(GatherLimits.MAX_BODY);
    Gathered gathered;
    try (FakeServers servers =
        servers(
            List.of("N1"),
            (id, verb, options) ->
                options.contains("consumer") && options.contains("config")
                    ? large + "{}"
                    : answer(options))) {
      gathered = gather(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
      assertThat(servers.asked)
          .endsWith(
              "JSZ {\"account\":\"B\",\"streams\":true,\"raft\":true,\"consumer\":true,\"config\":true}",
              "JSZ {\"account\":\"B\",\"streams\":true,\"raft\":true,\"config\":true}",
              "JSZ {\"account\":\"B\",\"streams\":true,\"raft\":true,\"consumer\":true}");
    }
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsOnly(
            tuple(
                Section.JSZ_CONSUMERS,
                Status.TRUNCATED,
                "the configuration of consumers was left out: an answer is larger than 64 MiB"));
    assertThat(gathered.of(Endpoint.JSZ_DETAIL)).hasSize(5);
  }

  @Test
  void aListOfAccountsThatIsTooLargeIsMissing() throws Exception {
    String large = " ".repeat(9 << 20);
    Gathered gathered;
    try (FakeServers servers =
        servers(List.of("N1"), (id, verb, options) -> large + "{\"accounts\":[\"A\"]}")) {
      gathered = gather(Section.ACCOUNT_INFO);
      assertThat(servers.asked).containsExactly("ACCOUNTZ {}");
    }
    assertThat(gathered.missing)
        .contains(
            new Missing(
                "N1",
                Section.ACCOUNT_INFO,
                Status.MALFORMED,
                "the list of accounts of the server cannot be read"));
  }

  /** Counts what is under way; the first requests wait until there are four of them. */
  private static final class Load implements FakeServers.Answers {
    final AtomicInteger mostOfOne = new AtomicInteger();
    final AtomicInteger mostInAll = new AtomicInteger();
    private final Map<String, AtomicInteger> ofOne = new ConcurrentHashMap<>();
    private final AtomicInteger inAll = new AtomicInteger();
    private final CountDownLatch four = new CountDownLatch(4);

    @Override
    public String to(String server, String verb, String options) throws Exception {
      AtomicInteger own = ofOne.computeIfAbsent(server, id -> new AtomicInteger());
      mostOfOne.accumulateAndGet(own.incrementAndGet(), Math::max);
      mostInAll.accumulateAndGet(inAll.incrementAndGet(), Math::max);
      four.countDown();
      four.await(10, TimeUnit.SECONDS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      own.decrementAndGet();
      inAll.decrementAndGet();
      return answer(options);
    }
  }

  private static String answer(String options) {
    return options.contains("accounts")
        ? "{\"accounts\":2,\"account_details\":[{\"id\":\"A\"},{\"id\":\"B\"}]}"
        : "{\"accounts\":2,\"streams\":2,\"consumers\":2,\"num_connections\":0,\"total\":0}";
  }

  private FakeServers servers(List<String> ids, FakeServers.Answers answers) throws Exception {
    return new FakeServers(Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT), "S", ids, answers);
  }

  private Gathered gather(Section... sections) throws Exception {
    Gathered gathered = new Gathered();
    new SystemGatherer(system, GatherLimits.DEFAULT, Clock.systemUTC())
        .gather(
            Wanted.all(SnapshotPlan.of(Set.of(sections))),
            gathered,
            Deadline.in(Duration.ofMinutes(1)));
    return gathered;
  }
}
