// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

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
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.Followed;

/**
 * Finds large streams that are kept in memory.
 *
 * @since 0.1
 */
public final class LargeMemoryStream implements Check {

  static final Parameter<Double> MAX_MEMORY_MIB =
      Parameter.number("max_memory_mib", "MiB")
          .describedAs("Size of a stream in memory above which it is reported")
          .firesAbove()
          .defaultValue(100.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_COST_002", "Memory Storage Large Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(MAX_MEMORY_MIB)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_BYTES)
          .remediation(
              "Bound the stream with max_bytes or max_age, or copy it to a stream on disk if the data"
                  + " must outlive a restart.")
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
    ByteBound bound = ByteBound.of(context.value(MAX_MEMORY_MIB), ByteBound.MIB);
    return ConfiguredStreams.judge(
        context,
        config -> config.storage() == StorageType.MEMORY,
        (stream, config, verdict) -> {
          if (bound.isExceeded(context, stream, config, verdict)) {
            report(stream, config, bound, verdict);
          }
        });
  }

  private static void report(
      LedStream stream, StreamConfig config, ByteBound bound, Verdict<?> verdict) {
    double everywhere = (double) stream.state().bytes() * config.replicas();
    bound
        .describe(verdict.finding(), stream)
        .with("num_replicas", config.replicas(), "replicas")
        .with("bytes_over_all_replicas", (long) everywhere, "bytes")
        .message(
            "%s in memory on each of %s (reported above %s)",
            Display.bytes(stream.state().bytes()),
            Display.count(config.replicas(), "replica"),
            Display.bytes(bound.bytes()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A stream in memory takes the server's own RAM, on every replica, from what connections \
            and other streams need. It is lost when all replicas restart, and after the restart of \
            one the whole of it is copied over the network.""")
        .cause("Memory was chosen for a cache or for tests, and the stream grew.")
        .cause("It has no max_bytes and no max_age.")
        .cause("Memory was chosen for speed, although disk would do.")
        .diagnose("See storage, limits and size.", "nats stream info STREAM")
        .diagnose("Compare the streams of the account.", "nats stream report")
        .diagnose(
            "See how much memory the servers have left for JetStream.",
            "nats server report jetstream")
        .diagnose(
            "List the largest streams in memory from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '[.account_details[].stream_detail[] | select(.config.storage == \"memory\") | {name, bytes: .state.bytes, num_replicas: .config.num_replicas, max_bytes: .config.max_bytes, max_age: .config.max_age}] | sort_by(-.bytes)'")
        .fix(
            "Bound what is short-lived: nats stream edit STREAM --max-age=1h, or --max-bytes=64MB.")
        .fix(
            "The storage cannot be changed in place. Make a stream on disk that takes its data: nats stream add STREAM_COPY"
                + " --source STREAM --storage file --defaults, then move readers and subjects to it.")
        .fix("Keep large payloads in an object store.")
        .limit(
            "One copy is compared with the limit; the evidence shows the size of all replicas together.")
        .limit(
            "Bytes are those of the stored messages with their headers. The process takes more for its indexes.")
        .related("SERVER_005", "The memory that the server has for streams.")
        .related("OPT_COST_004", "Large streams on disk that are not compressed.")
        .build();
  }
}
