// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.CheckResult;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimeBudgetTest {

  private static final AuditConfig SHORT =
      AuditConfig.builder().timeBudget(Duration.ofMillis(300)).build();
  private static final String SPENT = "time budget of 300ms spent";
  private static final String STILL_BUSY = "its evaluation of an earlier audit has not ended yet";

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void letGo() {
    release.countDown();
  }

  @Test
  void interruptsACheckThatSpendsItsBudget() throws Exception {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    FakeCheck patient =
        FakeCheck.of(
            "ACME_001",
            context -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                seen.set(e);
              }
              ended.countDown();
              return CheckResult.errored("too late");
            });
    try (Auditor auditor = auditor(patient)) {
      assertThat(details(auditor.audit(Snapshots.at(0, "n1")))).containsExactly(SPENT);
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(seen.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aCheckThatLoopsForeverHoldsUpNoOtherCheckAndNoLaterAudit() throws Exception {
    try (Auditor auditor = auditor(looping("ACME_001"), FakeCheck.passing("ACME_002"))) {
      assertThat(details(auditor.audit(Snapshots.at(0, "n1")))).containsExactly(SPENT, "");
      assertThat(details(auditor.audit(Snapshots.at(1, "n1")))).containsExactly(STILL_BUSY, "");
      assertThat(details(auditor.audit(Snapshots.at(2, "n1")))).containsExactly(STILL_BUSY, "");
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void aCheckThatEndedLateIsCalledAgain() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (Auditor auditor = auditorOn(host, looping("ACME_001"))) {
      auditor.audit(Snapshots.at(0, "n1"));
      release.countDown();
      // The only thread is free again when it runs this.
      host.submit(() -> {}).get(10, TimeUnit.SECONDS);

      assertThat(details(auditor.audit(Snapshots.at(1, "n1")))).containsExactly("");
      assertThat(calls).hasValue(2);
    } finally {
      host.shutdownNow();
    }
  }

  @Test
  void anExecutorThatIsFullOfLostChecksDoesNotHoldUpTheAudit() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (Auditor auditor =
        auditorOn(
            host,
            looping("ACME_001"),
            FakeCheck.passing("ACME_002"),
            FakeCheck.passing("ACME_003"))) {
      assertThat(details(auditor.audit(Snapshots.at(0, "n1"))))
          .containsExactly(
              SPENT,
              "the executor did not start it within 300ms",
              "the executor did not start it within 300ms");
    } finally {
      host.shutdownNow();
    }
  }

  @Test
  void anExecutorThatRefusesIsReported() throws Exception {
    try (Auditor auditor =
        auditorOn(
            task -> {
              throw new RejectedExecutionException("full");
            },
            FakeCheck.passing("ACME_001"))) {
      assertThat(details(auditor.audit(Snapshots.at(0, "n1"))))
          .containsExactly("the executor refused it");
    }
  }

  @Test
  void waitsForItsTurnOnASlowExecutorWithoutSpendingTheBudget() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    Check[] checks = new Check[100];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = FakeCheck.passing("ACME_%03d".formatted(i));
    }
    try (Auditor auditor =
        Auditor.builder().checks(List.of(checks)).executor(host).parallelism(100).build()) {
      assertThat(auditor.audit(Snapshots.at(0, "n1")).count(CheckResult.Status.PASSED))
          .isEqualTo(100);
    } finally {
      host.shutdownNow();
    }
  }

  @Test
  void aTrackThatLoopsForeverBreaksOnlyItsCheck() throws Exception {
    Track<Server> endless =
        Track.of(
            Tracked.SERVERS,
            "test.endless",
            server -> {
              loop();
              return Track.HOLE;
            });
    try (Auditor auditor =
        auditor(
            new FakeCheck(FakeCheck.describe("ACME_001").follows(endless).build(), null),
            FakeCheck.passing("ACME_002"))) {
      assertThat(details(auditor.audit(Snapshots.at(0, "n1"))))
          .containsExactly("cannot read test.endless: " + SPENT, "");
    }
  }

  @Test
  void anInterruptedAuditGivesUpWhatItBegan() throws Exception {
    Thread caller = Thread.currentThread();
    FakeCheck interruptsTheCaller =
        FakeCheck.of(
            "ACME_001",
            context -> {
              caller.interrupt();
              loop();
              return CheckResult.errored("");
            });
    try (Auditor auditor = Auditor.builder().checks(List.of(interruptsTheCaller)).build()) {
      assertThatThrownBy(() -> auditor.audit(Snapshots.at(0, "n1")))
          .isInstanceOf(InterruptedException.class);
    }
  }

  /** Ignores interruption until the test ends. */
  private FakeCheck looping(String code) {
    return FakeCheck.of(
        code,
        context -> {
          calls.incrementAndGet();
          loop();
          return CheckResult.builder(1).lookedAt().build();
        });
  }

  private void loop() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // Ignored, as a check that knows nothing of interruption would.
      }
    }
  }

  private static Auditor auditor(Check... checks) {
    return Auditor.builder().checks(List.of(checks)).config(SHORT).build();
  }

  private static Auditor auditorOn(java.util.concurrent.Executor executor, Check... checks) {
    return Auditor.builder().checks(List.of(checks)).config(SHORT).executor(executor).build();
  }

  private static List<String> details(AuditReport report) {
    return report.checks().stream().map(each -> each.result().detail()).toList();
  }
}
