// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds streams that hold more or fewer subjects than their owner wants.
 *
 * @since 0.1
 */
public final class SubjectCountThreshold implements Check {

  static final MetadataKey<Long> WARN =
      MetadataKey.count("io.nats.monitor.subjects-warn", "subjects", "Warning threshold");

  static final MetadataKey<Long> CRITICAL =
      MetadataKey.count(
          "io.nats.monitor.subjects-critical",
          "subjects",
          "Critical threshold; below the warning threshold it turns the check to too few");

  private static final CountThresholds THRESHOLDS =
      new CountThresholds(
          "num_subjects",
          "subjects",
          WARN,
          CRITICAL,
          StreamState::subjects,
          Followed.STREAM_SUBJECTS);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_025", "Subject Count Threshold")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .metadata(WARN, CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_SUBJECTS)
          .remediation(
              "Too many: find the part of the subject that keeps changing. Too few: see whether"
                  + " publishers or writers of keys have stopped.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return THRESHOLDS.judge(context);
  }

  private static Runbook runbook() {
    return THRESHOLDS
        .explain(
            Runbook.why(
                    """
            The owner of the stream knows how many subjects are normal and has said so. \
            With the critical threshold above the warning one too many are reported, with \
            it below the warning one too few.""")
                .cause("Too many: an identifier stands in the subject, or old keys do not expire.")
                .cause(
                    "Too few: publishers or writers of keys have stopped, or entries have expired.")
                .diagnose("See how many subjects the stream holds.", "nats stream info STREAM")
                .diagnose(
                    "List subjects below one branch.", "nats stream subjects STREAM 'orders.eu.>'")
                .related("JETSTREAM_002", "A threshold for all streams.")
                .related("JETSTREAM_024", "The same for messages."))
        .build();
  }
}
