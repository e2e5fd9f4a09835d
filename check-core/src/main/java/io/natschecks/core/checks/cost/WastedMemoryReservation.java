// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

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
 * Finds servers whose memory streams use little of the JetStream memory that they reserve.
 *
 * @since 0.1
 */
public final class WastedMemoryReservation implements Check {

  static final Parameter<Double> MIN_UTILIZATION_PERCENT =
      WastedReservation.minUtilizationPercent();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_COST_003", "Wasted JetStream Memory Reservation")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .parameters(MIN_UTILIZATION_PERCENT)
          .requires(Section.JSZ)
          .remediation(
              "Lower max_bytes of the memory streams that never come near it; it counts against"
                  + " placement even while they are empty.")
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
    return WastedReservation.judge(
        context, JetStreamPool::memory, context.value(MIN_UTILIZATION_PERCENT));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            What streams reserve with max_bytes counts against placement even while they are \
            empty. The server turns new memory streams away though most of its memory is free, \
            and the machine was paid for.""")
        .cause("Memory streams whose max_bytes was set by guess, or is the same for all of them.")
        .cause("Streams that are no longer written to.")
        .cause("A consumer or a maximum age keeps streams nearly empty.")
        .diagnose(
            "See use, reservation and maximum of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.memory, .data.reserved_memory, .data.config.max_memory]'")
        .diagnose(
            "List the memory streams that reserve most and do not use it. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"memory\" and .config.max_bytes > 0) | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(.bytes - .max_bytes) | .[:10]'")
        .diagnose(
            "Look at how high these streams rise within a day or a week before lowering anything.")
        .fix("Lower max_bytes of these streams: nats stream edit STREAM --max-bytes SIZE.")
        .fix("Delete streams that nobody writes to.")
        .fix("If the whole server is too large, lower max_mem in the jetstream block as well.")
        .question(
            "A stream fills up once a day. Is that waste?",
            "No. The check sees one moment; lower the percentage or switch it off where bursts are expected.")
        .limit(
            "A server on which nothing is reserved is not judged, and neither is how large the reservation is: one small stream is enough.")
        .limit(
            "Streams without max_bytes use memory and reserve none, so they hide waste of the others.")
        .related("OPT_COST_005", "File storage instead of memory.")
        .related("SERVER_005", "The opposite: memory that is nearly used up.")
        .build();
  }
}
