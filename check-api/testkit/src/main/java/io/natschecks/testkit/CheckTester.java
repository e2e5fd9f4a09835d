// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Parameter;
import io.natschecks.api.Preconditions;
import io.natschecks.api.Severity;
import io.natschecks.api.history.History;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs one check as the engine would: it is skipped when a section or the snapshot before is
 * missing, and evaluated otherwise. To be set up by one thread; then several may run it.
 *
 * @since 0.1
 */
public final class CheckTester {

  private final Check check;
  private final Map<Parameter<?>, Object> values = new LinkedHashMap<>();
  private final List<Snapshot> earlier = new ArrayList<>();
  private Duration window = History.NONE.window();
  private @Nullable Snapshot previous;
  private @Nullable History history;
  private @Nullable Severity severity;
  private int maxFindings = CheckResult.DEFAULT_MAX_FINDINGS;

  private CheckTester(Check check) {
    this.check = Objects.requireNonNull(check, "check");
  }

  /**
   * Tests a check.
   *
   * @param check the check
   * @return a tester without a past, and with the default of every parameter
   */
  public static CheckTester of(Check check) {
    return new CheckTester(check);
  }

  /**
   * Sets a parameter.
   *
   * @param <T> type of the value
   * @param parameter one that the check declares
   * @param value its value
   * @return this tester
   * @throws IllegalArgumentException if the check does not declare the parameter
   */
  public <T> CheckTester with(Parameter<T> parameter, T value) {
    if (!check.descriptor().parameters().contains(parameter)) {
      throw new IllegalArgumentException(
          check.descriptor().code() + " does not declare the parameter " + parameter.key());
    }
    values.put(parameter, value);
    return this;
  }

  /**
   * Sets the snapshot before, and nothing of the history.
   *
   * @param snapshot the snapshot before; null for none
   * @return this tester
   */
  public CheckTester previous(@Nullable Snapshot snapshot) {
    this.previous = snapshot;
    return this;
  }

  /**
   * Gives the check a past: the last one is the snapshot before, and all of them are sampled into
   * the history, with the snapshot that is run.
   *
   * @param snapshots the earlier snapshots, oldest first
   * @return this tester
   */
  public CheckTester after(List<Snapshot> snapshots) {
    earlier.clear();
    earlier.addAll(snapshots);
    this.previous = snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1);
    return this;
  }

  /**
   * Sets how far back the history reaches, a day unless set.
   *
   * @param value the window
   * @return this tester
   */
  public CheckTester window(Duration value) {
    this.window = value;
    return this;
  }

  /**
   * Sets the history itself, in place of the one of {@link #after}.
   *
   * @param value the history
   * @return this tester
   */
  public CheckTester history(History value) {
    this.history = value;
    return this;
  }

  /**
   * Sets the severity that the host has configured.
   *
   * @param value the severity; null for none
   * @return this tester
   */
  public CheckTester severity(@Nullable Severity value) {
    this.severity = value;
    return this;
  }

  /**
   * Sets how many findings are kept.
   *
   * @param value at least 1
   * @return this tester
   */
  public CheckTester maxFindings(int value) {
    this.maxFindings = value;
    return this;
  }

  /**
   * Runs the check. What it throws is not caught.
   *
   * @param snapshot the snapshot to evaluate
   * @return what it found, or why it was skipped
   */
  public CheckResult run(Snapshot snapshot) {
    CheckDescriptor descriptor = check.descriptor();
    History known = historyUpTo(snapshot);
    CheckResult unmet = Preconditions.unmet(descriptor, snapshot, previous, known);
    return unmet != null
        ? unmet
        : check.evaluate(
            CheckContext.builder(descriptor, snapshot)
                .previous(previous)
                .history(known)
                .parameters(values)
                .severity(severity)
                .maxFindings(maxFindings)
                .build());
  }

  /**
   * Runs the check on the last snapshot of a recording. Those before it are its past, as if they
   * were given to {@link #after}.
   *
   * @param recording the recording
   * @return what it found, or why it was skipped
   */
  public CheckResult run(Recording recording) {
    return after(recording.earlier()).run(recording.last());
  }

  /**
   * Runs the check on a deployment in which an amount changed from hour to hour.
   *
   * @param deployment makes a snapshot with an amount; its time counts for the last amount
   * @param amounts the amounts, oldest first
   * @return what it found
   */
  public CheckResult runHourly(LongFunction<Snapshot> deployment, long... amounts) {
    int last = amounts.length - 1;
    Snapshot now = deployment.apply(amounts[last]);
    List<Snapshot> past = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      Instant time = now.takenAt().minus(Duration.ofHours(last - i));
      past.add(deployment.apply(amounts[i]).toBuilder().takenAt(time).build());
    }
    return after(past).run(now);
  }

  private History historyUpTo(Snapshot snapshot) {
    if (history != null) {
      return history;
    }
    List<Snapshot> all = new ArrayList<>(earlier);
    all.add(snapshot);
    return new SnapshotHistory(window, all);
  }
}
