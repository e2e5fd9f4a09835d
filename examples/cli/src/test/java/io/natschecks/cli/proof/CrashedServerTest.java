// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server that crashed takes its peers 150 to 240 s to mark. Before that nothing claims that it is
 * offline, and nothing passes as if all was well.
 */
@Tag("slow")
class CrashedServerTest {

  private static final Duration MARKED = Duration.ofSeconds(300);

  @Test
  void isNamedAsSilentAtOnceAndAsOfflineOnceItsPeersSaySo() throws Exception {
    try (NatsCluster cluster = ReplicatedStream.start("K", "2.15");
        Watch watch = Watch.over(cluster)) {
      assertThat(watch.found()).isEmpty();

      NatsServerProcess follower = ReplicatedStream.follower(cluster);
      String name = follower.name();
      follower.kill();
      String stale = "JETSTREAM_023 stream//ACME/ORDERS peer=" + name;
      AtomicReference<AuditReport> audit = new AtomicReference<>();
      // What the crashed server led is elected anew first; so long its peers call themselves ill.
      Eventually.until(
          "the leader has not heard the crashed server, and elections are over",
          Duration.ofSeconds(60),
          () -> {
            audit.set(watch.audit());
            return Real.found(audit.get()).equals(Set.of(stale));
          });
      AuditReport crashed = audit.get();
      assertThat(crashed.silentServers()).extracting(each -> each.name()).containsExactly(name);
      assertThat(crashed.checks())
          .filteredOn(each -> each.check().code().equals("META_001"))
          .extracting(CheckOutcome::result)
          .allSatisfy(result -> assertThat(result.notLookedAt()).isPositive())
          .extracting(CheckResult::status)
          .doesNotContain(CheckResult.Status.FAILED);

      Set<String> offline =
          Set.of(
              "META_001 server/K/" + name,
              "CONSUMER_001 consumer//ACME/ORDERS/ship peer=" + name,
              stale);
      Eventually.until(
          "its peers hold it to be offline", MARKED, () -> watch.found().containsAll(offline));
      assertThat(watch.found()).isEqualTo(new TreeSet<>(offline));
    }
  }
}
