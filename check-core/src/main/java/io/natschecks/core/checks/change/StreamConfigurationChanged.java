// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds streams of which limits, retention or replicas were changed since the snapshot before.
 *
 * @since 0.1
 */
public final class StreamConfigurationChanged implements Check {

  private static final List<Watched> WATCHED =
      List.of(
          new Watched("num_replicas", config -> Display.count(config.replicas())),
          new Watched("retention", config -> shown(config.retention())),
          new Watched("max_msgs", config -> shown(config.maxMessages(), "")),
          new Watched("max_bytes", config -> shown(config.maxBytes(), " bytes")),
          new Watched("max_age", config -> shown(config.maxAge())),
          new Watched("max_consumers", config -> shown(config.maxConsumers(), "")));

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CHANGE_004", "Stream Configuration Changed")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.INFO)
          .category(Category.CHANGE)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .needsPrevious()
          .remediation(
              "Check that the change was wanted: a lowered limit removes messages at once, and a"
                  + " changed number of replicas moves data.")
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
    Snapshot previous = context.previous();
    if (previous == null) {
      return CheckResult.skipped(
          SkipReason.NO_PREVIOUS_SNAPSHOT, "there is no earlier snapshot to compare with");
    }
    return context
        .over(context.current().streams(), Entity::of, Section.JSZ_STREAMS)
        .where(stream -> isOlder(stream, previous))
        .judge((stream, verdict) -> judge(stream, previous.stream(stream.id()), verdict));
  }

  /** A stream that was made since, also in place of one of the same name, has not changed. */
  private static boolean isOlder(Stream stream, Snapshot previous) {
    Stream before = previous.stream(stream.id());
    return before == null
        ? stream.created().isBefore(previous.takenAt())
        : stream.created().equals(before.created());
  }

  private static void judge(Stream stream, @Nullable Stream earlier, Verdict<?> verdict) {
    StreamConfig now = stream.config();
    StreamConfig before = earlier == null ? null : earlier.config();
    if (now == null || before == null) {
      verdict.notEvaluable("its configuration is not in both snapshots");
      return;
    }
    List<String> changes = new ArrayList<>();
    for (Watched field : WATCHED) {
      String change = field.change(before, now);
      if (change != null) {
        changes.add(change);
      }
    }
    if (!changes.isEmpty()) {
      Bucket.describe(
              verdict
                  .finding()
                  .observed("changed", changes.size(), "fields")
                  .with("changed_fields", changes),
              stream.id())
          .message("%s", String.join(", ", changes));
    }
  }

  private static String shown(Limit limit, String unit) {
    return limit.isUnlimited() ? "unlimited" : Display.count(limit.value().orElse(0)) + unit;
  }

  private static String shown(Retention retention) {
    return retention.name().replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** Exact, since a rounded time could hide the change. */
  private static String shown(@Nullable Duration age) {
    return age == null ? "unlimited" : age.toString().replace("PT", "").toLowerCase(Locale.ROOT);
  }

  /** A field of the configuration, as the server calls it. */
  private record Watched(String name, Function<StreamConfig, String> value) {

    @Nullable String change(StreamConfig before, StreamConfig now) {
      String old = value.apply(before);
      String fresh = value.apply(now);
      return old.equals(fresh) ? null : name + " " + old + " -> " + fresh;
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Limits, retention and replicas decide which messages stay and how many servers \
            may fail. A change that was not announced explains a great deal of what \
            happens next: messages that vanished, publishers that are refused, servers \
            that copy data.""")
        .cause("A deployment or a tool updated the stream.")
        .cause("An operator changed it by hand, perhaps in the wrong account.")
        .cause("Two tools with different ideas of the stream change it back and forth.")
        .diagnose("See the configuration as it is now.", "nats stream info STREAM")
        .diagnose(
            "Read it from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .config | {num_replicas, retention, max_msgs, max_bytes, max_age, max_consumers}'")
        .diagnose(
            "Watch the requests of the account for updates of streams; the event names the client.",
            "nats sub '$JS.EVENT.ADVISORY.API' --raw | jq -c 'select(.subject | contains(\"STREAM.UPDATE\")) | {subject, client}'")
        .fix(
            "Change it back if it was not wanted, as with nats stream edit STREAM --max-age=168h. Messages that a lowered limit removed do not come back.")
        .fix("After a change of replicas, watch JETSTREAM_001 until all copies are current.")
        .fix("Let one tool own the configuration of streams.")
        .question(
            "Does the server itself announce changes?",
            "Yes, on $JS.EVENT.ADVISORY.STREAM.UPDATED.STREAM in the account of the stream, with the time but not with the client or the fields.")
        .limit(
            "Only num_replicas, retention, max_msgs, max_bytes, max_age and max_consumers are watched: not subjects, placement, discard or metadata.")
        .limit(
            "A stream that was deleted and made again under its name has not changed but is another; it is not reported.")
        .limit("A change that was undone between two snapshots is not seen.")
        .related("CHANGE_001", "The configuration of a server was loaded anew.")
        .related("CHANGE_003", "Accounts came or went.")
        .related("JETSTREAM_019", "Sources that were dropped from a stream.")
        .build();
  }
}
