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
 * Finds servers on which JetStream runs out of memory.
 *
 * @since 0.1
 */
public final class JetStreamMemoryPressure implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of the reserved JetStream memory from which a server is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_005", "JetStream Memory Pressure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ)
          .alsoFollows(JetStreamPool.MEMORY)
          .causedBy("JETSTREAM_007", EntityType.SERVER)
          .remediation(
              "Find the largest memory streams on this server; give them max_bytes or max_age, or"
                  + " move them to file storage.")
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
    return JetStreamPool.judge(context, JetStreamPool::memory, context.value(WARN_PERCENT));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Memory streams share one limit per server. Once it is met, every publish to a memory \
            stream of this server fails with "insufficient resources", whichever stream grew; \
            before that, the machine may run out of memory and lose the process with everything \
            that it held.""")
        .cause("A stream whose consumers stopped, so that nothing is removed.")
        .cause("Memory streams without max_bytes or max_age.")
        .cause("More traffic, or larger messages, than the streams were sized for.")
        .cause("Replicas that moved to this server after another one left.")
        .diagnose(
            "See use, reservation and maximum of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.memory, .data.reserved_memory, .data.config.max_memory]'")
        .diagnose(
            "List the largest memory streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"memory\") | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(-.bytes) | .[:10]'")
        .diagnose(
            "See whether the consumers of such a stream keep up.",
            "nats --context ACCOUNT consumer report STREAM")
        .fix(
            "Bound the streams: nats stream edit STREAM --max-bytes SIZE, or --max-age TIME. Every one of them should have a bound.")
        .fix("Purge what nobody needs: nats stream purge STREAM --keep N.")
        .fix(
            "Storage cannot be edited: copy a large stream into one with file storage by a source or mirror, then change over.")
        .fix("Raise max_mem of the server only where the machine has that memory to spare.")
        .question(
            "A percentage of what?",
            "Of the sum of max_bytes of the memory streams on the server, as long as they stay within it. If nothing is"
                + " reserved, or streams without max_bytes have outgrown it, of max_mem of the server. The finding names"
                + " which.")
        .question(
            "Is it the memory of the process?",
            "No. It is the bytes of messages in memory streams; the process needs more than that.")
        .limit(
            "The documented rule divides by the reservation alone; then a server without any max_bytes is never reported, and one stream without it makes a healthy server look overfull.")
        .limit("Reservations larger than a signed 64-bit number are taken for unknown.")
        .related("JETSTREAM_007", "The same from 95 percent, critical.")
        .related("SERVER_017", "File storage instead of memory.")
        .related("CLUSTER_001", "The memory of the process against its peers.")
        .build();
  }
}
