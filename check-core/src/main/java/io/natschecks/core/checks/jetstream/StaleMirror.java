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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.EarlierStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Finds mirrors that have long heard nothing of an origin that goes on growing.
 *
 * @since 0.1
 */
public final class StaleMirror implements Check {

  static final Parameter<Double> STALE_MINUTES =
      Parameter.number("stale_minutes", "minutes")
          .describedAs("Longest silence of a mirror's origin, while that grows")
          .firesAbove()
          .between(0, 525_600)
          .defaultValue(5.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_015", "Mirror Last Seen Staleness")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(STALE_MINUTES)
          .requires(Section.JSZ_STREAMS)
          .needsPrevious()
          .causedBy("JETSTREAM_018", EntityType.STREAM)
          .remediation(
              "Look for the error that the mirror gives and mend the link or the permissions to"
                  + " its origin; if the feed stays dead, make the mirror's leader step down.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Duration limit = Duration.ofNanos((long) (context.value(STALE_MINUTES) * 60e9));
    return context
        .streams()
        .where(StaleMirror::isMirror)
        .judge((stream, verdict) -> judge(context, stream, limit, verdict));
  }

  private static boolean isMirror(LedStream stream) {
    StreamConfig config = stream.config();
    return stream.view().mirror() != null || (config != null && config.mirror() != null);
  }

  private static void judge(
      CheckContext context, LedStream stream, Duration limit, Verdict<?> verdict) {
    StreamSource mirror = stream.view().mirror();
    if (mirror == null) {
      verdict.notEvaluable("its leader does not say how the mirror fares");
      return;
    }
    Duration silence = mirror.active();
    if (silence == null) {
      verdict.notEvaluable("its leader has not heard its origin yet");
    } else if (mirror.lag() == 0 && silence.compareTo(limit) > 0) {
      judgeSilent(context, stream.id(), mirror, silence, verdict);
    }
  }

  private static void judgeSilent(
      CheckContext context,
      StreamId id,
      StreamSource mirror,
      Duration silence,
      Verdict<?> verdict) {
    Growth growth =
        mirror.external()
            ? null
            : Growth.of(context, new StreamId(id.domain(), id.account(), mirror.name()));
    if (growth == null) {
      verdict.notEvaluable(
          "it has heard nothing for "
              + Display.duration(silence)
              + ", but its origin is not in both snapshots");
    } else if (growth.now() > growth.before()) {
      verdict
          .finding()
          .observed("silent", silence.toMillis() / 60_000.0, "minutes")
          .limit("stale_minutes", context.value(STALE_MINUTES), "minutes")
          .with("origin", mirror.name())
          .with("origin_last_sequence_before", growth.before(), "")
          .with("origin_last_sequence", growth.now(), "")
          .message(
              "nothing heard of its origin %s for %s (reported above %s minutes),"
                  + " which grew from sequence %s to %s",
              Display.name(mirror.name()),
              Display.duration(silence),
              Display.number(context.value(STALE_MINUTES)),
              Display.count(growth.before()),
              Display.count(growth.now()));
    }
  }

  /** The last sequence of an origin in both snapshots. */
  private record Growth(long before, long now) {

    static @Nullable Growth of(CheckContext context, StreamId origin) {
      Stream now = context.current().stream(origin);
      StreamView leader = now == null ? null : now.leaderView();
      StreamState before = now == null ? null : EarlierStream.stateOf(now, context.previous());
      return leader == null || before == null
          ? null
          : new Growth(before.lastSequence(), leader.state().lastSequence());
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The mirror says that it lags nothing behind, but it has heard nothing for long \
            while its origin stores messages: the lag is the one of the last contact. \
            Whoever reads the mirror, or counts on it after a disaster, gets old data and \
            does not know it.""")
        .cause("The link between the clusters is cut, as a gateway or a leaf node connection.")
        .cause(
            "Permissions, exports or imports were changed, so that the mirror may not read its origin any more.")
        .cause("The feed of the mirror died and was not made again.")
        .diagnose("See lag, last contact and error of the mirror.", "nats stream info MIRROR")
        .diagnose(
            "Read the same from the server that leads it.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"MIRROR\") | .mirror'")
        .diagnose("See whether the servers of both clusters see each other.", "nats server list")
        .diagnose(
            "See the gateways of a server.",
            "curl -s 'http://HOST:8222/gatewayz' | jq '{outbound: (.outbound_gateways | keys), inbound: (.inbound_gateways | keys)}'")
        .fix("Mend the link or the permissions; the mirror goes on where it stopped.")
        .fix(
            "Make the mirror's leader step down, so that the feed is made again: nats stream cluster step-down MIRROR.")
        .fix(
            "If it does not recover, delete the mirror and make it again while the origin still holds the messages.")
        .question(
            "Why is the origin's last sequence compared, and not its messages?",
            "A stream at its limit drops a message for each new one and so never holds more. The documented rule looks at messages and passes over such an origin.")
        .limit(
            "The origin must be in the same account and domain, in this snapshot and the one before. If it is not, a silent mirror is listed as not looked at.")
        .limit(
            "A mirror that has never heard its origin since its leader started is listed as not looked at.")
        .limit("A mirror with a lag above 0 is not judged: its lag tells.")
        .related("JETSTREAM_017", "The lag of a mirror against a threshold of its own.")
        .related(
            "JETSTREAM_018",
            "The silence of a mirror against a threshold of its own, whether or not the origin grows.")
        .build();
  }
}
