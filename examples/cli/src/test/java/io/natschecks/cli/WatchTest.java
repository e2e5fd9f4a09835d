// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.Auditor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal =
      new Terminal(
          new ByteArrayInputStream(new byte[0]),
          new PrintWriter(out),
          new PrintWriter(err),
          Map.of(),
          false);
  private final CountingStore store = new CountingStore();
  private final Auditor auditor = Auditor.builder().checks(List.of()).history(store).build();
  private final FakePace pace = new FakePace();
  private final Deque<Step> steps = new ArrayDeque<>();

  /** What a round of the test does. */
  private interface Step {
    void run() throws SnapshotException;
  }

  @Test
  void aRoundBeginsOneIntervalAfterTheOneBefore() throws Exception {
    takes(10);
    takes(20);
    takes(0);

    assertThat(watch()).isEqualTo(ExitStatus.FINDINGS);

    assertThat(pace.starts).containsExactly(0L, 60L, 120L);
    assertThat(out.toString().lines())
        .hasSize(4)
        .last()
        .isEqualTo("2026-03-01T03:03:00Z  ENDED     after 3 rounds; the history is in x.history");
  }

  @Test
  void aSlowRoundDelaysTheNextAndNoneIsMadeUpFor() throws Exception {
    takes(150);
    takes(10);
    takes(0);

    watch();

    assertThat(pace.starts).containsExactly(0L, 150L, 210L);
  }

  @Test
  void aDeploymentThatDoesNotAnswerIsToldOnceAndTriedAgain() throws Exception {
    takes(0);
    for (int i = 0; i < 3; i++) {
      steps.add(
          () -> {
            throw new SnapshotException("No server answered.");
          });
    }
    steps.add(
        () -> {
          throw CliException.failed("Nothing listens at nats://127.0.0.1:1", null);
        });
    takes(0);

    assertThat(watch()).isEqualTo(ExitStatus.FINDINGS);

    assertThat(out.toString())
        .isEqualTo(
            """
            2026-03-01T03:00:00Z  UNKNOWN   no findings
            2026-03-01T03:01:00Z  SILENT    No server answered
            2026-03-01T03:04:00Z  SILENT    Nothing listens at nats://127.0.0.1:1
            2026-03-01T03:05:00Z  ANSWERS   again, after 4m0s
            2026-03-01T03:05:00Z  UNKNOWN   no findings
            2026-03-01T03:06:00Z  ENDED     after 2 rounds; the history is in x.history
            """);
  }

  @Test
  void silenceInTheEndIsAStatusOfItsOwn() throws Exception {
    takes(0);
    steps.add(
        () -> {
          throw new SnapshotException("No server answered");
        });

    assertThat(watch()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void aMistakeOnTheCommandLineEndsTheWatch() {
    steps.add(
        () -> {
          throw CliException.usage("There is no file nowhere");
        });

    assertThatThrownBy(this::watch).hasMessage("There is no file nowhere");
  }

  @Test
  void savesAfterTheFirstRoundEveryFiveMinutesAndInTheEnd() throws Exception {
    for (int i = 0; i < 12; i++) {
      takes(0);
    }

    watch();

    assertThat(store.savedAt).containsExactly(0L, 300L, 600L, 720L);
  }

  @Test
  void aHistoryThatCannotBeSavedIsToldInTheEndToo() throws Exception {
    takes(0);
    takes(0);
    store.fails = true;

    watch();

    assertThat(out.toString())
        .contains("  history      The history cannot be saved: disk full\n")
        .endsWith("ENDED     after 2 rounds; The history cannot be saved: disk full\n");
  }

  @Test
  void programsGetOneReportALineAndNothingElse() throws Exception {
    takes(0);
    steps.add(
        () -> {
          throw new SnapshotException("No server answered");
        });
    takes(0);

    watch(new JsonWatchLog(terminal));

    assertThat(out.toString().lines()).hasSize(2).allSatisfy(ReportSchema::assertFits);
    assertThat(err.toString().lines())
        .containsExactly(
            "natschecks: No server answered",
            "natschecks: The deployment answers again, after 1m0s",
            "natschecks: Ended after 2 rounds; the history is in x.history");
  }

  @Test
  void endsWhenNobodyReadsAnyMore() {
    takes(0);
    PrintWriter closed = new PrintWriter(out);
    closed.close();
    Terminal deaf =
        new Terminal(terminal.in(), closed, terminal.err(), terminal.environment(), false);

    assertThatThrownBy(() -> watch(new TextWatchLog(deaf, false, null)))
        .isInstanceOf(IOException.class)
        .hasMessage("Nobody reads standard output any more");
  }

  private void takes(long seconds) {
    steps.add(() -> pace.pass(seconds));
  }

  private int watch() throws Exception {
    return watch(new TextWatchLog(terminal, false, null));
  }

  private int watch(WatchLog log) throws Exception {
    Watch watch =
        new Watch(auditor, this::round, log, pace, Duration.ofMinutes(1), Path.of("x.history"));
    return watch.run();
  }

  private Round round() throws SnapshotException, InterruptedException {
    pace.starts.add(pace.seconds);
    Snapshot snapshot =
        Snapshot.builder(pace.now()).servers(List.of(Server.builder("ID", "n1").build())).build();
    steps.remove().run();
    return new Round(auditor.audit(snapshot), ExitStatus.FINDINGS);
  }

  /** A clock that moves when something waits, and ends with the steps of the test. */
  private final class FakePace implements Pace {
    private final List<Long> starts = new ArrayList<>();
    private long seconds;

    private void pass(long length) {
      seconds += length;
    }

    @Override
    public Instant now() {
      return START.plusSeconds(seconds);
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
      pass(length.toSeconds());
      if (steps.isEmpty()) {
        throw new InterruptedException();
      }
    }

    @Override
    public boolean goesOn() {
      return true;
    }
  }

  private final class CountingStore implements HistoryStore {
    private final List<Long> savedAt = new ArrayList<>();
    private boolean fails;

    @Override
    public String name() {
      return "x.history";
    }

    @Override
    public @Nullable InputStream open() {
      return null;
    }

    @Override
    public void replace(Content content) throws IOException {
      if (fails) {
        throw new IOException("disk full");
      }
      savedAt.add(pace.seconds);
    }

    @Override
    public String setAside() {
      throw new UnsupportedOperationException();
    }
  }
}
