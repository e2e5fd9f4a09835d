// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JetStreamPool;

/**
 * Finds servers on which the file streams fill what they have reserved.
 *
 * @since 0.1
 */
public final class JetStreamStoragePressure implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of the reserved JetStream storage from which a server is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_017", "JetStream Storage Pressure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ)
          .alsoFollows(JetStreamPool.STORAGE)
          .remediation(
              "Find the largest file streams on this server; bound them by age or bytes, or purge"
                  + " what is no longer needed.")
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
    return JetStreamPool.judge(context, JetStreamPool::storage, context.value(WARN_PERCENT));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The file streams of this server are about to fill what they may. A full stream then \
            either drops its oldest messages, read or not, or refuses new ones, as its discard \
            policy says.""")
        .cause("Streams that are sized for less traffic than they get.")
        .cause("Consumers of work queue or interest streams that stopped acknowledging.")
        .cause("Streams that are meant to run full, such as a log of the last 10 GB.")
        .cause("Streams without max_bytes beside bounded ones.")
        .diagnose(
            "See use, reservation and maximum of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.storage, .data.reserved_storage, .data.config.max_storage]'")
        .diagnose(
            "List the largest file streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"file\") | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(-.bytes) | .[:10]'")
        .diagnose(
            "See where an account's streams lie and how large they are.",
            "nats --context ACCOUNT stream report")
        .fix("Bound the streams by age or bytes, or purge them: nats stream purge STREAM --keep N.")
        .fix(
            "Compress large streams of compressible data: nats stream edit STREAM --compression s2.")
        .fix(
            "Raise max_bytes of streams that are rightly full, if the server has room: the sum of max_bytes cannot exceed its max_file.")
        .fix("Move replicas to servers with room.")
        .question(
            "How does it differ from SERVER_019?",
            "SERVER_019 compares with the most that the server may store. This one compares with what its streams have"
                + " reserved, so it also finds full streams on a large disk.")
        .question(
            "All our streams run full by design. What now?",
            "Switch this check off and rely on SERVER_019 and on the limits of single streams.")
        .limit(
            "One sum per server: a full stream beside an empty one of the same size shows as half full.")
        .limit(
            "The documented rule divides by the reservation alone. Here the configured maximum counts when nothing is reserved, or when streams without max_bytes have outgrown the reservation.")
        .limit("The figure is the bytes of the streams, not the use of the disk.")
        .related("SERVER_019", "Against the configured maximum.")
        .related("SERVER_005", "Memory instead of file storage.")
        .related("JETSTREAM_010", "A single stream against its own max_bytes.")
        .build();
  }
}
