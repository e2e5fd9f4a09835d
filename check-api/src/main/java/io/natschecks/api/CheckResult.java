// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check answers. It passes only if it looked at something and found nothing; what it could
 * not look at is listed.
 *
 * @param status the outcome
 * @param findings the first findings in {@link Finding#ORDER}
 * @param findingCount how many findings there are in all
 * @param forecasts the first findings to come in {@link Forecast#ORDER}
 * @param lookedAt entities that were judged
 * @param gaps the first entities that could not be judged
 * @param notLookedAt how many entities could not be judged
 * @param skipReason why nothing was judged; null unless skipped
 * @param detail for people: why it was skipped, or the error; empty otherwise
 * @param accepted the first findings that the host has accepted, in {@link Finding#ORDER}; they are
 *     none of the findings above, and a check that has no others passes
 * @param acceptedCount how many accepted findings there are in all
 * @since 0.1
 */
public record CheckResult(
    Status status,
    List<Finding> findings,
    long findingCount,
    List<Forecast> forecasts,
    long lookedAt,
    List<Gap> gaps,
    long notLookedAt,
    @Nullable SkipReason skipReason,
    String detail,
    List<Finding> accepted,
    long acceptedCount) {

  /**
   * The outcome of a check.
   *
   * @since 0.1
   */
  public enum Status {
    /** It looked at something and found nothing. */
    PASSED,
    /** It has findings. */
    FAILED,
    /** It could not look at anything. */
    SKIPPED,
    /** It broke. */
    ERRORED
  }

  /** Findings that are kept unless the host says otherwise. */
  public static final int DEFAULT_MAX_FINDINGS = 1_000;

  private static final int MAX_GAPS = 100;

  public CheckResult {
    Objects.requireNonNull(status, "status");
    findings = List.copyOf(findings);
    forecasts = List.copyOf(forecasts);
    gaps = List.copyOf(gaps);
    Objects.requireNonNull(detail, "detail");
    accepted = List.copyOf(accepted);
  }

  /**
   * A result without accepted findings.
   *
   * @param status the outcome
   * @param findings the first findings in {@link Finding#ORDER}
   * @param findingCount how many findings there are in all
   * @param forecasts the first findings to come in {@link Forecast#ORDER}
   * @param lookedAt entities that were judged
   * @param gaps the first entities that could not be judged
   * @param notLookedAt how many entities could not be judged
   * @param skipReason why nothing was judged; null unless skipped
   * @param detail for people: why it was skipped, or the error; empty otherwise
   */
  public CheckResult(
      Status status,
      List<Finding> findings,
      long findingCount,
      List<Forecast> forecasts,
      long lookedAt,
      List<Gap> gaps,
      long notLookedAt,
      @Nullable SkipReason skipReason,
      String detail) {
    this(
        status,
        findings,
        findingCount,
        forecasts,
        lookedAt,
        gaps,
        notLookedAt,
        skipReason,
        detail,
        List.of(),
        0);
  }

  /**
   * A result for a check that could not look at anything.
   *
   * @param reason why
   * @param detail what happened, for people
   * @return the result
   */
  public static CheckResult skipped(SkipReason reason, String detail) {
    return new CheckResult(
        Status.SKIPPED, List.of(), 0, List.of(), 0, List.of(), 0, reason, detail);
  }

  /**
   * A result for a check that broke.
   *
   * @param detail what went wrong
   * @return the result
   */
  public static CheckResult errored(String detail) {
    return new CheckResult(Status.ERRORED, List.of(), 0, List.of(), 0, List.of(), 0, null, detail);
  }

  /**
   * Starts to collect a result.
   *
   * @param maxFindings how many findings are kept; more are counted
   * @return a new builder
   */
  public static Builder builder(int maxFindings) {
    return new Builder(maxFindings);
  }

  /**
   * Collects what a check looks at and finds. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final CountedFindings findings;
    private final CountedFindings accepted;
    private final FirstKept<Forecast> forecasts;
    private final List<Gap> gaps = new ArrayList<>();
    private long lookedAt;
    private long notLookedAt;

    private Builder(int maxFindings) {
      if (maxFindings < 1) {
        throw new IllegalArgumentException("at least one finding is kept, not " + maxFindings);
      }
      this.findings = new CountedFindings(maxFindings);
      this.accepted = new CountedFindings(maxFindings);
      this.forecasts = new FirstKept<>(maxFindings, Forecast.ORDER);
    }

    /**
     * Says that an entity was judged.
     *
     * @return this builder
     */
    public Builder lookedAt() {
      lookedAt++;
      return this;
    }

    /**
     * Adds a finding.
     *
     * @param finding the finding
     * @return this builder
     */
    public Builder finding(Finding finding) {
      findings.add(finding);
      return this;
    }

    void add(boolean isAccepted, Finding finding) {
      (isAccepted ? accepted : findings).add(finding);
    }

    /** Counts a finding of the check that would not be kept, so that nobody puts it into words. */
    boolean onlyCounts(boolean isAccepted, Severity severity, String key) {
      return (isAccepted ? accepted : findings).onlyCounts(severity, key);
    }

    /**
     * Adds a finding to come.
     *
     * @param forecast the forecast
     * @return this builder
     */
    public Builder forecast(Forecast forecast) {
      forecasts.add(forecast);
      return this;
    }

    /**
     * Adds something that could not be judged.
     *
     * @param gap what and why
     * @return this builder
     */
    public Builder gap(Gap gap) {
      notLookedAt++;
      if (gaps.size() < MAX_GAPS) {
        gaps.add(gap);
      }
      return this;
    }

    /**
     * Builds the result: failed with findings, passed if anything was judged, else skipped.
     *
     * @return the immutable result
     */
    public CheckResult build() {
      if (findings.count() > 0 || accepted.count() > 0 || lookedAt > 0) {
        return new CheckResult(
            findings.count() > 0 ? Status.FAILED : Status.PASSED,
            findings.sorted(),
            findings.count(),
            forecasts.sorted(),
            lookedAt,
            gaps,
            notLookedAt,
            null,
            "",
            accepted.sorted(),
            accepted.count());
      }
      if (gaps.isEmpty()) {
        return skipped(SkipReason.NOTHING_DEPLOYED, "there is nothing of the kind");
      }
      Gap first = gaps.get(0);
      String detail =
          String.format(
              Locale.ROOT,
              "%s: %s%s",
              first.subject(),
              first.detail().isEmpty() ? "no data" : first.detail(),
              notLookedAt > 1 ? ", and " + Display.count(notLookedAt - 1) + " more" : "");
      return new CheckResult(
          Status.SKIPPED, List.of(), 0, List.of(), 0, gaps, notLookedAt, first.reason(), detail);
    }
  }
}
