// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Compression;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.CheckContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UncompressedLargeStreamTest extends CheckContract {

  private static final long GIB = 1L << 30;

  private final Sized plain = sized(StorageType.FILE, Compression.NONE);

  @Override
  protected UncompressedLargeStream check() {
    return new UncompressedLargeStream();
  }

  @Test
  void passesExactlyOneGibibyte() {
    assertThat(run(plain, 1_073_741_824)).passed().lookedAt(5);
  }

  @Test
  void firesOneByteAbove() {
    assertThat(run(plain, 1_073_741_825))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_COST_004 stream/hub/ACME/ORDERS")
        .hasMessage(
            "stream ACME/ORDERS: 1.0 GiB on disk without compression (reported above 1.0 GiB)")
        .hasObserved(1_073_741_825)
        .hasLimit(1_073_741_824)
        .hasEvidence("bytes", 1_073_741_825)
        .hasEvidence("limit_bytes", 1_073_741_824)
        .hasEvidence("compression", "none")
        .hasEvidence("num_replicas", 3);
  }

  @Test
  void passesACompressedStreamOfAnySize() {
    assertThat(run(sized(StorageType.FILE, Compression.S2), 50 * GIB)).passed().lookedAt(5);
  }

  @Test
  void leavesOutStreamsInMemory() {
    assertThat(run(sized(StorageType.MEMORY, Compression.NONE), 5 * GIB)).passed().lookedAt(4);
  }

  @Test
  void cannotJudgeAStreamOfAServerThatCannotCompress() {
    assertThat(run(sized(StorageType.FILE, null), 5 * GIB))
        .passed()
        .hasGap(Sized.LABEL, SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            tester()
                .run(plain.now(5 * GIB).stream(Sized.ORDERS, Written::withoutLeader).snapshot()))
        .findsNothing()
        .hasGap(Sized.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenAGrowingStreamIsTooLarge() {
    CheckResult result =
        tester().after(plain.growing(0, GIB / 2)).run(plain.now(GIB / 2).snapshot());

    assertThat(result.forecasts())
        .singleElement()
        .satisfies(
            forecast ->
                assertThat(forecast.at())
                    .isBetween("2026-02-01T22:00:00Z", "2026-02-01T22:00:01Z"));
  }

  @Test
  void foreseesNothingForACompressedStream() {
    Sized compressed = sized(StorageType.FILE, Compression.S2);

    assertThat(
            tester()
                .after(compressed.growing(0, GIB / 2))
                .run(compressed.now(GIB / 2).snapshot())
                .forecasts())
        .isEmpty();
  }

  private CheckResult run(Sized stream, long bytes) {
    return tester().run(stream.now(bytes).snapshot());
  }

  private static Sized sized(StorageType storage, @Nullable Compression compression) {
    return new Sized(
        config -> config.storage(storage).compression(compression).maxBytes(Limit.unlimited()));
  }
}
