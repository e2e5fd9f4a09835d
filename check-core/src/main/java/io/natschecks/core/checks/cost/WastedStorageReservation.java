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
 * Finds servers whose file streams use little of the JetStream storage that they reserve.
 *
 * @since 0.1
 */
public final class WastedStorageReservation implements Check {

  static final Parameter<Double> MIN_UTILIZATION_PERCENT =
      WastedReservation.minUtilizationPercent();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_COST_005", "Wasted JetStream Storage Reservation")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .parameters(MIN_UTILIZATION_PERCENT)
          .requires(Section.JSZ)
          .remediation(
              "Lower max_bytes of the file streams that never come near it; it counts against"
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
        context, JetStreamPool::storage, context.value(MIN_UTILIZATION_PERCENT));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            What streams reserve with max_bytes counts against placement even while they are \
            empty. The server turns new file streams away though most of its disk is free, and \
            the cluster is extended for space that nobody fills.""")
        .cause("Streams whose max_bytes was set by guess, or is the same for all of them.")
        .cause("Streams whose maximum age takes messages away long before max_bytes is met.")
        .cause("New streams that have not filled up yet, or old ones that nobody writes to.")
        .diagnose(
            "See use, reservation and maximum of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.storage, .data.reserved_storage, .data.config.max_storage]'")
        .diagnose(
            "List the file streams that reserve most and do not use it. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"file\" and .config.max_bytes > 0) | {account: $account, stream: .name, bytes: .state.bytes, max_bytes: .config.max_bytes}] | sort_by(.bytes - .max_bytes) | .[:10]'")
        .diagnose(
            "Look at how large these streams grow within their maximum age before lowering anything.")
        .fix("Lower max_bytes of these streams: nats stream edit STREAM --max-bytes SIZE.")
        .fix("Delete streams that nobody writes to: see OPT_IDLE_002.")
        .fix("If the whole server is too large, lower max_file in the jetstream block as well.")
        .question(
            "We keep the room for an outage of consumers. Is that waste?",
            "No. The check sees one moment; lower the percentage or switch it off where such room is wanted.")
        .limit(
            "A server on which nothing is reserved is not judged, and neither is how large the reservation is: one small stream is enough.")
        .limit(
            "Streams without max_bytes use storage and reserve none, so they hide waste of the others.")
        .related("OPT_COST_003", "Memory instead of file storage.")
        .related("SERVER_017", "The opposite: storage that is nearly used up.")
        .related("OPT_IDLE_002", "Streams that nobody uses.")
        .build();
  }
}
