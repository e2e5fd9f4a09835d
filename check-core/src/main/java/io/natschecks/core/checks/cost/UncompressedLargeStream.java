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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import io.natschecks.core.checks.shared.Followed;

/**
 * Finds large streams on disk that are not compressed.
 *
 * @since 0.1
 */
public final class UncompressedLargeStream implements Check {

  static final Parameter<Double> MAX_UNCOMPRESSED_GIB =
      Parameter.number("max_uncompressed_gib", "GiB")
          .describedAs("Size of an uncompressed stream on disk above which it is reported")
          .firesAbove()
          .defaultValue(1.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_COST_004", "Uncompressed Large Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(MAX_UNCOMPRESSED_GIB)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_BYTES)
          .remediation(
              "If the payload is text or JSON, set the compression of the stream to s2 and restart its"
                  + " servers one by one.")
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
    ByteBound bound = ByteBound.of(context.value(MAX_UNCOMPRESSED_GIB), ByteBound.GIB);
    return ConfiguredStreams.judge(
        context,
        config -> config.storage() == StorageType.FILE,
        (stream, config, verdict) -> judge(context, stream, config, bound, verdict));
  }

  private static void judge(
      CheckContext context,
      LedStream stream,
      StreamConfig config,
      ByteBound bound,
      Verdict<?> verdict) {
    Compression compression = config.compression();
    if (compression == null) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "its server says nothing of compression");
    } else if (compression == Compression.NONE
        && bound.isExceeded(context, stream, config, verdict)) {
      bound
          .describe(verdict.finding(), stream)
          .with("compression", "none")
          .with("num_replicas", config.replicas(), "replicas")
          .message(
              "%s on disk without compression (reported above %s)",
              Display.bytes(stream.state().bytes()), Display.bytes(bound.bytes()));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Text and JSON shrink to a fraction when they are compressed, on the disk of every \
            replica. Streams are made without compression unless told otherwise.""")
        .cause(
            "The stream was made before servers could compress (2.10), or by a template without it.")
        .cause("The payload is compressed or encrypted already, so that nobody switched it on.")
        .diagnose("See compression, storage and size.", "nats stream info STREAM")
        .diagnose(
            "Look at a message, to judge whether it would shrink.",
            "nats stream get STREAM --last-for SUBJECT")
        .diagnose(
            "List the largest uncompressed streams from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '[.account_details[].stream_detail[] | select(.config.storage == \"file\" and .config.compression == \"none\") | {name, bytes: .state.bytes, num_replicas: .config.num_replicas}] | sort_by(-.bytes)'")
        .diagnose(
            "See what the files really take, on the server's machine.",
            "du -sh STORE_DIR/jetstream/ACCOUNT/streams/STREAM")
        .fix("Switch it on: nats stream edit STREAM --compression=s2.")
        .fix(
            "Then restart the servers of the stream one by one, each when the one before is healthy again. A running store"
                + " keeps its old setting; blocks that are finished after the restart are compressed.")
        .fix(
            "For payloads that do not shrink, raise max_uncompressed_gib, or turn the check off for the stream.")
        .question(
            "The finding is gone, and the disk is as full as before?",
            "The finding looks at the configuration. Blocks that were written before stay as they are until their messages"
                + " go, or until a replica is made anew.")
        .question(
            "Will the stream's bytes and limits shrink?",
            "No. Both go on counting what was published. Only the files become smaller, which du shows.")
        .limit("Whether the payload shrinks cannot be seen from outside.")
        .limit("Servers before 2.10 cannot compress; their streams are listed as not looked at.")
        .related(
            "JETSTREAM_010", "A stream near its limit of bytes, which compression does not change.")
        .related("SERVER_017", "The disk of the server.")
        .related("OPT_COST_002", "Large streams in memory.")
        .build();
  }
}
