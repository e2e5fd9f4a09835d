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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.JetStreamPool;

/**
 * Finds servers on which JetStream has almost no memory left.
 *
 * @since 0.1
 */
public final class JetStreamMemoryCritical implements Check {

  static final Parameter<Double> CRIT_PERCENT =
      Parameter.number("crit_percent", "percent")
          .describedAs("Share of the reserved JetStream memory from which a server is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(95.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_007", "JetStream Memory Utilization Critical")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(CRIT_PERCENT)
          .requires(Section.JSZ)
          .alsoFollows(JetStreamPool.MEMORY)
          .remediation(
              "Purge, expire or delete memory streams on this server now; then bound all of them"
                  + " with max_bytes.")
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
    return JetStreamPool.judge(context, JetStreamPool::memory, context.value(CRIT_PERCENT));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Publishing to the memory streams of this server is about to fail, or the system to \
            kill the process for its memory. Streams that have one copy in memory are then lost.""")
        .cause("SERVER_005 was reported before and nothing was done.")
        .cause("A burst of messages into memory streams whose consumers are slow or gone.")
        .cause("Memory streams without any bound.")
        .diagnose(
            "See use, reservation and maximum on the server itself.",
            "curl -s 'http://HOST:8222/jsz' | jq '{memory, reserved_memory, max_memory: .config.max_memory}'")
        .diagnose(
            "List the largest memory streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"memory\") | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(-.bytes) | .[:10]'")
        .diagnose("Compare the servers, process memory included.", "nats server report mem")
        .fix("Make room: nats stream purge STREAM --keep N, or --subject SUBJECT for a part of it.")
        .fix(
            "Bound every memory stream with max_bytes: those without use memory that no reservation covers.")
        .fix("Move large streams to file storage by a source or mirror.")
        .fix("Raise max_mem only where the machine has that memory to spare.")
        .question(
            "A percentage of what?",
            "Of what the memory streams on the server have reserved, else of max_mem of the server, as in SERVER_005. The"
                + " finding names which.")
        .limit(
            "The documented rule divides by the reservation alone; see SERVER_005 for why that is not enough.")
        .related("SERVER_005", "The same from 90 percent, a warning.")
        .related("CLUSTER_001", "The memory of the process against its peers.")
        .build();
  }
}
