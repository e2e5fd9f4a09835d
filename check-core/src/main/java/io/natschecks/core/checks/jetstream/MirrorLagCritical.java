// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds mirrors that trail their origin by more than their owner allows.
 *
 * @since 0.1
 */
public final class MirrorLagCritical implements Check {

  static final MetadataKey<Long> LAG_CRITICAL =
      MetadataKey.count(
          "io.nats.monitor.lag-critical",
          "messages",
          "Largest number of messages that the mirror may be behind its origin");

  private static final Track<LedStream> LAG =
      Track.of(
          Tracked.STREAMS,
          "stream.mirror.lag.monitored",
          stream -> {
            StreamConfig config = stream.config();
            StreamSource mirror = stream.view().mirror();
            return config == null
                    || mirror == null
                    || !Monitored.isIn(config.metadata(), LAG_CRITICAL)
                ? Track.HOLE
                : mirror.lag();
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_017", "Mirror Lag Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .metadata(LAG_CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(LAG)
          .causedBy("JETSTREAM_018", EntityType.STREAM)
          .remediation(
              "See whether the lag shrinks; if it does not, look at the link to the origin and at"
                  + " the disk of the server that leads the mirror.")
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
    return MonitoredStreams.judgeMirrors(
        context,
        (stream, mirror, monitored, verdict) ->
            judge(mirror, context.series(LAG, stream), monitored, verdict));
  }

  private static void judge(
      StreamSource mirror, Series series, Monitored monitored, Verdict<?> verdict) {
    Long threshold = monitored.count(LAG_CRITICAL);
    if (threshold == null) {
      return;
    }
    if (mirror.lag() > threshold) {
      verdict
          .finding()
          .observed("lag", mirror.lag(), "messages")
          .limit("threshold", threshold, "messages")
          .with("origin", mirror.name())
          .with("last_active", mirror.active())
          .message(
              "%s messages behind its origin %s (%s is %s)",
              Display.count(mirror.lag()),
              Display.name(mirror.name()),
              LAG_CRITICAL,
              Display.count(threshold));
    } else {
      verdict.forecast("lag", threshold + 1.0, "messages").from(series);
    }
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            What the mirror lacks is lost if its origin is, and its readers see the past. \
            The owner of the mirror has said how much of that is too much.""")
                .cause(
                    "More is published to the origin than the link between the clusters carries.")
                .cause("The disk of the server that leads the mirror is slow.")
                .cause("The mirror was made lately, or was cut off, and is catching up.")
                .diagnose(
                    "See the lag and the last contact; repeat it to see whether the lag shrinks.",
                    "nats stream info MIRROR")
                .diagnose(
                    "Read the state of the mirror from the server that leads it.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"MIRROR\") | .mirror'")
                .fix("A lag that shrinks is a catch-up: wait.")
                .fix("Place the mirror closer to its origin, or on servers with faster disks.")
                .fix("Split the origin by subject into several mirrors with subject filters.")
                .question(
                    "Does it judge sources?",
                    "No. Only mirrors have this threshold; JETSTREAM_019 and JETSTREAM_020 count sources.")
                .limit(
                    "The lag is the one of the last contact: a mirror that hears nothing can show none. JETSTREAM_018 watches that.")
                .related("JETSTREAM_018", "How long the mirror has heard nothing.")
                .related(
                    "JETSTREAM_015",
                    "A mirror that hears nothing while its origin grows, without a threshold of its own."),
            "--metadata io.nats.monitor.lag-critical=1000")
        .build();
  }
}
