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
 * Finds streams that hold more or fewer messages than their owner wants.
 *
 * @since 0.1
 */
public final class MessageCountThreshold implements Check {

  static final MetadataKey<Long> WARN =
      MetadataKey.count("io.nats.monitor.msgs-warn", "messages", "Warning threshold");

  static final MetadataKey<Long> CRITICAL =
      MetadataKey.count(
          "io.nats.monitor.msgs-critical",
          "messages",
          "Critical threshold; below the warning threshold it turns the check to too few");

  private static final CountThresholds THRESHOLDS =
      new CountThresholds(
          "messages", "messages", WARN, CRITICAL, StreamState::messages, Followed.LIMITED_MESSAGES);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_024", "Message Count Threshold")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .metadata(WARN, CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.LIMITED_MESSAGES)
          .remediation(
              "Too many: see whether consumers have stopped. Too few: see whether publishers"
                  + " have, or somebody purged the stream.")
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
            The owner of the stream knows how many messages are normal and has said so. \
            With the critical threshold above the warning one too many are reported, with \
            it below the warning one too few.""")
                .cause(
                    "Too many: consumers of a work queue or interest stream have stopped, or retention removes less than was planned.")
                .cause(
                    "Too few: publishers have stopped, the stream was purged, or its limits are too tight.")
                .diagnose("See how many messages the stream holds.", "nats stream info STREAM")
                .diagnose("See whether consumers keep up.", "nats consumer report STREAM")
                .related("JETSTREAM_003", "How much of max_msgs is used.")
                .related("JETSTREAM_025", "The same for subjects."))
        .build();
  }
}
