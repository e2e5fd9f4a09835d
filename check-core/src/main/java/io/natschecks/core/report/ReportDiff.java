// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is different between two reports, and what cannot be told. A finding is gone only if the
 * later audit would have shown it: one that could not be looked at is never taken for resolved.
 *
 * @param before the earlier report
 * @param after the later report
 * @param added findings of the later report alone
 * @param resolved findings of the earlier report that are gone
 * @param changed findings of both that differ in severity, in an observed value or in a limit
 * @param accepted findings of the earlier report that are still there and no longer count: they
 *     were suppressed, or put into the baseline
 * @param untold findings of the earlier report that could not be looked at again
 * @param unchanged how many findings both reports have
 * @param blinded checks that judged something in the earlier report alone
 * @param silenced servers that are silent in the later report alone, sorted by name
 * @since 0.1
 */
public record ReportDiff(
    StoredReport before,
    StoredReport after,
    List<Added> added,
    List<StoredFinding> resolved,
    List<Changed> changed,
    List<StoredFinding> accepted,
    List<Untold> untold,
    long unchanged,
    List<Blinded> blinded,
    List<String> silenced) {

  public ReportDiff {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    added = List.copyOf(added);
    resolved = List.copyOf(resolved);
    changed = List.copyOf(changed);
    accepted = List.copyOf(accepted);
    untold = List.copyOf(untold);
    blinded = List.copyOf(blinded);
    silenced = List.copyOf(silenced);
  }

  /**
   * Compares two reports.
   *
   * @param before the earlier one
   * @param after the later one
   * @return what is different, each list with the most severe findings first
   */
  public static ReportDiff of(StoredReport before, StoredReport after) {
    return new Comparison(before, after).diff();
  }

  /**
   * Says whether the later audit saw all that the earlier one saw.
   *
   * @return false if something that was found could not be looked at again, a check that had judged
   *     something lost its data or broke, or a server fell silent
   */
  public boolean isComplete() {
    return untold.isEmpty() && silenced.isEmpty() && blinded.stream().noneMatch(Blinded::isOwed);
  }

  /**
   * Says whether something got worse.
   *
   * @param from the least severity that counts
   * @return true if a finding of that severity is new, or rose to it
   */
  public boolean isWorse(Severity from) {
    return Stream.concat(
            added.stream().map(Added::finding),
            changed.stream().filter(Changed::isWorse).map(Changed::after))
        .anyMatch(each -> each.severity().compareTo(from) >= 0);
  }

  /**
   * The comparison in a few counts, for people.
   *
   * @return such as {@code 2 new, 1 worse, 1 cannot be told, 12 unchanged}
   */
  public String summary() {
    List<String> parts = new ArrayList<>();
    long worse = changed.stream().filter(Changed::isWorse).count();
    parts.add(Display.count(added.size()) + " new");
    count(parts, worse, "worse");
    count(parts, changed.size() - worse, "otherwise changed");
    count(parts, untold.size(), "cannot be told");
    count(parts, accepted.size(), "accepted");
    count(parts, resolved.size(), "resolved");
    count(parts, unchanged, "unchanged");
    return String.join(", ", parts) + (isComplete() ? "" : "; not all was seen again");
  }

  private static void count(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(Display.count(count) + " " + what);
    }
  }

  /**
   * A finding that only the later report has.
   *
   * @param finding the finding
   * @param novelty whether it is certain that it is new
   * @since 0.1
   */
  public record Added(StoredFinding finding, Novelty novelty) {

    public Added {
      Objects.requireNonNull(finding, "finding");
      Objects.requireNonNull(novelty, "novelty");
    }
  }

  /**
   * What is known of a finding before it was reported.
   *
   * @since 0.1
   */
  public enum Novelty {
    /** The earlier audit looked, and it was not there. */
    NEW,
    /** The earlier audit could not look, or did not list all that it found. */
    NOT_SEEN_BEFORE,
    /** It was there before, and did not count: it was suppressed, or in the baseline. */
    ACCEPTED_BEFORE
  }

  /**
   * A finding that both reports have, and that is not the same.
   *
   * @param before as it was
   * @param after as it is
   * @param values observed values and limits that differ
   * @since 0.1
   */
  public record Changed(StoredFinding before, StoredFinding after, List<ChangedValue> values) {

    public Changed {
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
      values = List.copyOf(values);
    }

    /**
     * Says whether it matters more than before.
     *
     * @return true if the severity rose
     */
    public boolean isWorse() {
      return after.severity().compareTo(before.severity()) > 0;
    }
  }

  /**
   * A value of a finding that differs.
   *
   * @param name its name
   * @param before as it was, for people; empty if there was none
   * @param after as it is, for people; empty if there is none
   * @since 0.1
   */
  public record ChangedValue(String name, String before, String after) {

    public ChangedValue {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(before, "before");
      Objects.requireNonNull(after, "after");
    }
  }

  /**
   * A finding of which nobody knows whether it is still there.
   *
   * @param finding as it was
   * @param reason why that cannot be told, for people, not escaped
   * @since 0.1
   */
  public record Untold(StoredFinding finding, String reason) {

    public Untold {
      Objects.requireNonNull(finding, "finding");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * A check that judged something before and judges nothing now. What it would find is not known.
   *
   * @param code code of the check
   * @param reason why, for people, not escaped
   * @param isOwed whether the deployment should have given what it needs, or the check broke; false
   *     if it was turned off, or lacks a history
   * @since 0.1
   */
  public record Blinded(String code, String reason, boolean isOwed) {

    public Blinded {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(reason, "reason");
    }

    static Blinded of(StoredCheck check) {
      SkipReason reason = check.reason();
      return new Blinded(
          check.code(), check.blindness(), reason == null || Viewpoint.SYSTEM.isOwed(reason));
    }
  }
}
