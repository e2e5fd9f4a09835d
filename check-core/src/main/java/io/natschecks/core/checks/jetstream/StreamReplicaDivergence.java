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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamView;
import java.util.Collections;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Finds streams of which current replicas hold different numbers of messages.
 *
 * @since 0.1
 */
public final class StreamReplicaDivergence implements Check {

  static final Parameter<Double> DIVERGENCE_PERCENT =
      Parameter.number("divergence_percent", "percent")
          .describedAs("Difference of the smallest from the largest replica that is allowed")
          .firesAbove()
          .between(0, 100)
          .defaultValue(5.0);

  static final Parameter<Long> MIN_DIVERGENCE =
      Parameter.count("min_divergence", "messages")
          .describedAs("Difference in messages that is allowed whatever its share")
          .firesAbove()
          .between(0, Long.MAX_VALUE)
          .defaultValue(1_000L);

  private static final Comparator<StreamView> BY_MESSAGES =
      Comparator.comparingLong(view -> view.state().messages());

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_014", "Stream Replica Message Count Divergence")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(DIVERGENCE_PERCENT, MIN_DIVERGENCE)
          .requires(Section.JSZ_STREAMS)
          .causedBy("JETSTREAM_001", EntityType.STREAM)
          .causedBy("SERVER_015", EntityType.SERVER, "smallest_server")
          .remediation(
              "Find out which copy is right before anything else; then remove the wrong one, so"
                  + " that it is copied afresh from the leader.")
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
    return context
        .streams()
        .where(stream -> isReplicated(stream.config()))
        .judge((stream, verdict) -> judge(context, Copies.current(stream), verdict));
  }

  private static boolean isReplicated(@Nullable StreamConfig config) {
    return config == null || config.replicas() > 1;
  }

  private static void judge(CheckContext context, Copies current, Verdict<?> verdict) {
    StreamView least = Collections.min(current.views(), BY_MESSAGES);
    StreamView most = Collections.max(current.views(), BY_MESSAGES);
    long largest = most.state().messages();
    long difference = largest - least.state().messages();
    double percent = difference * 100.0 / largest;
    double limit = context.value(DIVERGENCE_PERCENT);
    if (difference > context.value(MIN_DIVERGENCE) && percent > limit) {
      verdict
          .finding()
          .observed("divergence_percent", percent, "percent")
          .limit("divergence_percent_limit", limit, "percent")
          .with("difference", difference, "messages")
          .with("smallest_server", least.serverName())
          .with("smallest", least.state().messages(), "messages")
          .with("largest_server", most.serverName())
          .with("largest", largest, "messages")
          .message(
              "current replicas hold %s messages on %s and %s on %s (%s apart, reported above %s)",
              Display.count(least.state().messages()),
              Display.name(least.serverName()),
              Display.count(largest),
              Display.name(most.serverName()),
              Display.percent(percent),
              Display.number(limit));
    } else if (!current.unseen().isEmpty()) {
      verdict.notEvaluable(current.unseenText());
    } else if (current.views().size() < 2) {
      verdict.notEvaluable("it has fewer than two current replicas to compare");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Replicas that are current have applied the same operations and must hold the \
            same messages. If they do not, messages are missing somewhere, and which ones \
            a reader gets depends on who leads. A change of the leader can make the wrong \
            copy the truth.""")
        .cause(
            "Damage to the store of one server: a full or failing disk, a server that was killed while it wrote.")
        .cause("A fault of the server release; compare the releases of the servers.")
        .cause(
            "Interest and work queue streams: acknowledgements that were lost on one replica, so that it kept messages the others removed.")
        .diagnose(
            "Compare the replicas; ask each server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .state | {messages, first_seq, last_seq, num_deleted}'")
        .diagnose(
            "See which server leads, and whom it holds to be current.", "nats stream info STREAM")
        .diagnose("See the release of each server.", "nats server list")
        .diagnose(
            "Ask the servers for write errors.",
            "curl -s 'http://HOST:8222/healthz?details=1' | jq '{status, errors}'")
        .fix("Do not change the leader while the copies differ.")
        .fix(
            "Decide which copy is right: compare first and last sequence and the deleted messages, and look at the disk and the log of each server.")
        .fix(
            "If the leader is right, remove the wrong one with nats stream cluster peer-remove STREAM SERVER, if there is another server to take its place, which then copies afresh.")
        .fix(
            "If a follower is right, back up the stream first with nats stream backup STREAM FOLDER.")
        .limit(
            "Servers answer one after another: a very fast stream, or one that was just purged, can differ without damage. The two thresholds, of which both must be passed, allow for it.")
        .limit("Counts are compared, not contents.")
        .limit(
            "Replicas that the leader does not hold to be current are left out; with fewer than two others the stream is listed as not looked at, and so it is while a current one did not answer.")
        .related("JETSTREAM_001", "A replica trails the leader.")
        .related("JETSTREAM_013", "More subjects than messages.")
        .build();
  }
}
