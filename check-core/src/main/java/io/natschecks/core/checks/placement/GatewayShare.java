// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.CheckContext;
import io.natschecks.api.history.Series;
import io.natschecks.core.checks.shared.AccountOnServer;
import io.natschecks.core.checks.shared.Usage;
import java.util.List;

/**
 * What an account has moved within the window, and how much of it over gateways.
 *
 * @param overGateways bytes over gateways, on each server at most all of its bytes
 * @param total all bytes
 * @param servers servers that tell both
 * @param isCompared whether one of them told twice
 */
record GatewayShare(long overGateways, long total, int servers, boolean isCompared) {

  static GatewayShare of(CheckContext context, List<AccountOnServer> places) {
    long overGateways = 0;
    long total = 0;
    int servers = 0;
    boolean compared = false;
    for (AccountOnServer place : places) {
      Series crossed = context.series(AccountOnServer.GATEWAY_BYTES, place);
      if (crossed.size() > 0) {
        Series all = context.series(AccountOnServer.BYTES, place);
        long bytes = all.riseSince(0);
        overGateways = Usage.sum(overGateways, Math.min(crossed.riseSince(0), bytes));
        total = Usage.sum(total, bytes);
        servers++;
        compared |= all.size() > 1;
      }
    }
    return new GatewayShare(overGateways, total, servers, compared);
  }

  /** The share over gateways; 0 without any bytes. Rounding lifts none above all. */
  double percent() {
    return total == 0 ? 0 : Math.min(100, 100.0 * overGateways / total);
  }
}
