// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.client.decode.ApiFailure;
import org.junit.jupiter.api.Test;

class ApiErrorTallyTest {

  private final ApiErrorTally tally = new ApiErrorTally("ACME");

  private static ApiFailure failure(String client) {
    return new ApiFailure("n1", "STREAM.INFO", 10059, client);
  }

  @Test
  void countsWhatFailsAlikeTogether() {
    tally.add(failure("a"));
    tally.add(failure("b"));
    tally.add(failure("a"));
    assertThat(tally.drain().counts())
        .containsExactlyInAnyOrder(
            new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, "a", 2),
            new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, "b", 1));
  }

  @Test
  void keepsTheTotalExactBeyondTheKindsThatItTellsApart() {
    for (int i = 0; i < 1_000; i++) {
      tally.add(failure("client" + i));
      tally.add(failure("client0"));
    }
    ApiErrorTally.Counted counted = tally.drain();
    assertThat(counted.counts()).hasSize(ApiErrorTally.MAX_KINDS);
    assertThat(counted.others()).isEqualTo(1_000 - ApiErrorTally.MAX_KINDS);
    assertThat(counted.counts().stream().mapToLong(ApiErrorCount::count).sum() + counted.others())
        .isEqualTo(2_000);
  }

  @Test
  void beginsAnewAfterEachTime() {
    tally.add(failure(null));
    assertThat(tally.drain().counts()).hasSize(1);
    assertThat(tally.drain().counts()).isEmpty();
  }
}
