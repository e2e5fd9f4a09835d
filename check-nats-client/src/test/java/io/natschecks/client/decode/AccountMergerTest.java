// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.client.decode.JszDecoder.AccountDetail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountMergerTest {

  private final AccountMerger merger = new AccountMerger();

  @Test
  void keepsTheGreatestUseThatAServerOfTheDomainHasHeardOf() {
    add("hub", 10, Limit.of(100));
    add("hub", 30, Limit.of(100));
    add("hub", 20, Limit.of(100));

    assertThat(merger.merge().get(0).jetStream()).containsExactly(usage("hub", 30, Limit.of(100)));
  }

  @Test
  void keepsTheLimitsOfDomainsApart() {
    add("hub", 30, Limit.of(100));
    add("edge", 7, Limit.unlimited());
    add(null, 5, Limit.of(0));

    assertThat(merger.merge().get(0).jetStream())
        .containsExactly(
            usage(null, 5, Limit.of(0)),
            usage("edge", 7, Limit.unlimited()),
            usage("hub", 30, Limit.of(100)));
  }

  private void add(@Nullable String domain, long storage, Limit limit) {
    merger.add(new AccountDetail("ACME", null, usage(domain, storage, limit)));
  }

  private static AccountJetStream usage(@Nullable String domain, long storage, Limit limit) {
    return new AccountJetStream(domain, 0, storage, limit, limit, new ApiStatistics(0, 0, 0));
  }
}
