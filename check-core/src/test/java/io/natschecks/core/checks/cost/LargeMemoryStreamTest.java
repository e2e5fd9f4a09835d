// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeMemoryStreamTest extends CheckContract {

  private static final long MIB = 1L << 20;

  private final Sized memory =
      new Sized(config -> config.storage(StorageType.MEMORY).maxBytes(Limit.unlimited()));

  @Override
  protected LargeMemoryStream check() {
    return new LargeMemoryStream();
  }

  @Test
  void passesExactlyAHundredMebibytes() {
    assertThat(run(104_857_600)).passed().lookedAt(1);
  }

  @Test
  void firesOneByteAbove() {
    assertThat(run(104_857_601))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_COST_002 stream/hub/ACME/ORDERS")
        .hasMessage(
            "stream ACME/ORDERS: 100.0 MiB in memory on each of 3 replicas (reported above 100.0 MiB)")
        .hasObserved(104_857_601)
        .hasLimit(104_857_600)
        .hasEvidence("bytes", 104_857_601)
        .hasEvidence("limit_bytes", 104_857_600)
        .hasEvidence("num_replicas", 3)
        .hasEvidence("bytes_over_all_replicas", 314_572_803);
  }

  @Test
  void leavesOutStreamsOnDisk() {
    Sized file = new Sized(config -> config.storage(StorageType.FILE));

    assertThat(tester().run(file.now(10L << 30).snapshot())).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesAnEmptyStream() {
    assertThat(run(0)).passed().lookedAt(1);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            tester()
                .run(memory.now(200 * MIB).stream(Sized.ORDERS, Written::withoutLeader).snapshot()))
        .findsNothing()
        .hasGap(Sized.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(
            tester()
                .run(memory.now(200 * MIB).stream(Sized.ORDERS, Written::withoutConfig).snapshot()))
        .findsNothing()
        .hasGap(Sized.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesTheSizeThatIsConfigured() {
    assertThat(
            tester()
                .with(LargeMemoryStream.MAX_MEMORY_MIB, 0.5)
                .run(memory.now(MIB / 2 + 1).snapshot()))
        .onlyFinding()
        .hasLimit(524_288);
  }

  @Test
  void foreseesWhenAGrowingStreamIsTooLarge() {
    CheckResult result =
        tester().after(memory.growing(0, 50 * MIB)).run(memory.now(50 * MIB).snapshot());

    assertThat(result).passed();
    assertThat(result.forecasts())
        .singleElement()
        .satisfies(
            forecast -> {
              assertThat(forecast.at()).isBetween("2026-02-01T22:00:00Z", "2026-02-01T22:00:01Z");
              assertThat(forecast.message())
                  .isEqualTo(
                      "stream ACME/ORDERS: 50.0 MiB now, +5.0 MiB an hour, reported at 100.0 MiB");
            });
  }

  @Test
  void foreseesNothingForAStreamThatIsAsLargeAsItMayBecome() {
    Sized bounded =
        new Sized(config -> config.storage(StorageType.MEMORY).maxBytes(Limit.of(100 * MIB)));

    assertThat(
            tester()
                .after(bounded.growing(0, 50 * MIB))
                .run(bounded.now(50 * MIB).snapshot())
                .forecasts())
        .isEmpty();
  }

  @Test
  void foreseesNothingForAStreamThatStandsStill() {
    assertThat(
            tester()
                .after(memory.growing(50 * MIB, 50 * MIB))
                .run(memory.now(50 * MIB).snapshot())
                .forecasts())
        .isEqualTo(List.of());
  }

  private CheckResult run(long bytes) {
    return tester().run(memory.now(bytes).snapshot());
  }
}
