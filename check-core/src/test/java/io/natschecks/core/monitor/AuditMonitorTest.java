// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.Snapshots;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a monitor. */
@Timeout(120)
class AuditMonitorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Check CHECK = FakeCheck.findingServers("ACME_001", "bad");

  private final AtomicLong minute = new AtomicLong();
  private final Heard heard = new Heard();
  private final MemoryStore store = new MemoryStore();

  @Test
  void auditsUntilItIsClosedAndSavesThen() {
    AuditMonitor monitor = monitor(plan -> Snapshots.at(minute.incrementAndGet(), "bad"));
    assertThat(monitor.status().state()).isEqualTo(State.STARTING);
    monitor.start();
    assertThatThrownBy(monitor::start).isInstanceOf(IllegalStateException.class);
    Eventually.until("three audits", PATIENCE, () -> count("audited") >= 3);
    assertThat(monitor.status().state()).isEqualTo(State.WATCHING);
    int saves = store.saves();

    monitor.close();
    assertThat(monitor.status().state()).isEqualTo(State.CLOSED);
    assertThat(store.saves()).isGreaterThan(saves);
    long audits = minute.get();
    monitor.close();
    assertThat(minute).as("nothing goes on").hasValue(audits);
    assertThat(count("audited"))
        .as("all but one that was interrupted")
        .isBetween(audits - 1, audits);
    assertThatThrownBy(monitor::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingInterruptsASnapshotAndTellsNoTrouble() {
    CountDownLatch inside = new CountDownLatch(1);
    AuditMonitor monitor =
        monitor(
            plan -> {
              if (minute.incrementAndGet() > 1) {
                inside.countDown();
                new CountDownLatch(1).await();
              }
              return Snapshots.at(minute.get(), "bad");
            });
    monitor.start();
    await(inside);
    long start = System.nanoTime();

    monitor.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(store.saves()).as("what the first audit found").isPositive();
    assertThat(heard.lines()).containsExactly("opened bad", "audited");
  }

  @Test
  void auditsNeverOverlapAndAListenerMakesThemNotWait() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    AuditMonitor monitor =
        builder(
                plan -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  threads.add(Thread.currentThread().getName());
                  inside.decrementAndGet();
                  return Snapshots.at(minute.incrementAndGet(), "good");
                })
            .listener(
                new AuditListener() {
                  @Override
                  public void audited(AuditReport report) {
                    await(never);
                  }
                })
            .listener(
                new AuditListener() {
                  @Override
                  public void audited(AuditReport report) {
                    throw new IllegalStateException("odd");
                  }
                })
            .queue(2)
            .build();
    monitor.start();
    Eventually.until("many audits", PATIENCE, () -> count("audited") >= 20);
    never.countDown();
    monitor.close();

    assertThat(most).hasValue(1);
    assertThat(threads).containsExactly("natschecks-monitor");
  }

  @Test
  void aMonitorThatNeverStartedIsClosedAtOnce() {
    AuditMonitor monitor = monitor(plan -> Snapshots.at(1, "bad"));
    monitor.close();
    assertThat(monitor.status().state()).isEqualTo(State.CLOSED);
    assertThatThrownBy(monitor::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aListenerMayCloseIt() {
    AuditMonitor[] monitor = new AuditMonitor[1];
    CountDownLatch closed = new CountDownLatch(1);
    monitor[0] =
        AuditMonitor.builder(plan -> Snapshots.at(minute.incrementAndGet(), "bad"))
            .auditor(Auditor.builder().checks(List.of(CHECK)))
            .listener(
                new AuditListener() {
                  @Override
                  public void cannotSee(Instant since, String problem) {}

                  @Override
                  public void audited(AuditReport report) {
                    monitor[0].close();
                    closed.countDown();
                  }
                })
            .build();
    monitor[0].start();
    await(closed);
    assertThat(monitor[0].status().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void takesOverAsSoonAsItGetsTheLeaseAndGivesItUpInTheEnd() {
    ManualLease lease = new ManualLease();
    lease.free();
    AuditMonitor monitor =
        builder(plan -> Snapshots.at(minute.incrementAndGet(), "bad")).lease(lease).build();
    monitor.start();
    Eventually.until("it audits", PATIENCE, () -> count("audited") > 0);
    monitor.close();

    assertThat(lease.releases()).isEqualTo(1);
    assertThat(lease.isHeld()).isFalse();
  }

  @Test
  void aConfigurationThatDoesNotFitIsToldAtOnce() {
    AuditMonitor.Builder builder =
        AuditMonitor.builder(plan -> Snapshots.at(1))
            .auditor(
                Auditor.builder()
                    .checks(List.of(CHECK))
                    .config(AuditConfig.builder().disable("ACME_999").build()));

    assertThatThrownBy(builder::build).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> builder.interval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the interval is longer than zero, not 0ns");
    assertThatThrownBy(() -> builder.queue(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private AuditMonitor monitor(SnapshotSource source) {
    return builder(source).build();
  }

  private AuditMonitor.Builder builder(SnapshotSource source) {
    return AuditMonitor.builder(source)
        .auditor(Auditor.builder().checks(List.of(CHECK)).history(store))
        .interval(Duration.ofMillis(1))
        .listener(heard);
  }

  private long count(String line) {
    return heard.soFar().stream().filter(line::equals).count();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
