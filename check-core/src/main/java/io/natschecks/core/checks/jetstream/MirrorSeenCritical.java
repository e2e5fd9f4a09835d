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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.core.checks.shared.Monitored;
import java.time.Duration;

/**
 * Finds mirrors that have heard nothing of their origin for longer than their owner allows.
 *
 * @since 0.1
 */
public final class MirrorSeenCritical implements Check {

  static final MetadataKey<Duration> SEEN_CRITICAL =
      MetadataKey.duration(
          "io.nats.monitor.seen-critical",
          "Longest time since the mirror last heard from its origin");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_018", "Mirror Seen Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .metadata(SEEN_CRITICAL, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Mend the link or the permissions between the mirror and its origin; then make the"
                  + " mirror's leader step down if the feed stays dead.")
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
        context, (stream, mirror, monitored, verdict) -> judge(mirror, monitored, verdict));
  }

  private static void judge(StreamSource mirror, Monitored monitored, Verdict<?> verdict) {
    Duration threshold = monitored.duration(SEEN_CRITICAL);
    Duration active = mirror.active();
    if (threshold == null) {
      return;
    }
    if (active == null) {
      verdict.notEvaluable("its leader has not heard its origin yet");
    } else {
      judge(mirror, new Silence(active, threshold), verdict);
    }
  }

  private static void judge(StreamSource mirror, Silence silence, Verdict<?> verdict) {
    if (silence.isTooLong()) {
      silence
          .describe(verdict.finding())
          .with("origin", mirror.name())
          .with("lag", mirror.lag(), "messages")
          .message(
              "nothing heard of its origin %s for %s",
              Display.name(mirror.name()), silence.text(SEEN_CRITICAL));
    }
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            The feed of a mirror carries heartbeats even when nothing is published, so \
            silence means that it is dead. The mirror falls behind and does not know by \
            how much.""")
                .cause(
                    "The link between the clusters is cut, as a gateway or a leaf node connection.")
                .cause(
                    "Permissions, exports or imports were changed, so that the mirror may not read its origin any more.")
                .cause("The origin was deleted, or has lost its quorum.")
                .diagnose(
                    "See the last contact and the error of the mirror.", "nats stream info MIRROR")
                .diagnose("See whether the origin is well.", "nats stream info ORIGIN")
                .diagnose(
                    "Read the state of the mirror from the server that leads it.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"MIRROR\") | .mirror'")
                .fix("Mend the link or the permissions; the mirror goes on where it stopped.")
                .fix(
                    "Make the mirror's leader step down, so that the feed is made again: nats stream cluster step-down MIRROR.")
                .fix("Set the threshold to the time that you can afford to lose.")
                .limit(
                    "A mirror that has never heard its origin since its leader started is listed as not looked at: the server does not say for how long.")
                .related("JETSTREAM_017", "How many messages the mirror is behind.")
                .related(
                    "JETSTREAM_015",
                    "A mirror that hears nothing while its origin grows, without a threshold of its own."),
            "--metadata io.nats.monitor.seen-critical=2m")
        .build();
  }
}
