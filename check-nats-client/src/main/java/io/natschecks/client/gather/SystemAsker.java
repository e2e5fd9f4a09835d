// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;

/** Asks one server over the system account. */
record SystemAsker(SystemAccount system, ServerRef server, Deadline deadline) implements Asker {

  private static final ServerVersion RAFTZ = ServerVersion.parse("2.10.26");
  private static final Duration LIGHT = Duration.ofSeconds(5);
  private static final Duration HEAVY = Duration.ofSeconds(10);

  @Override
  public byte[] ask(MonitoringRequest request) throws Unanswered, InterruptedException {
    Duration timeout =
        switch (request.endpoint()) {
          case JSZ_DETAIL, CONNZ, CONNZ_CLOSED, RAFTZ -> HEAVY;
          default -> LIGHT;
        };
    return system.ask(request, server, timeout, deadline);
  }

  @Override
  public boolean enveloped() {
    return true;
  }

  @Override
  public ServerVersion raftSince() {
    return RAFTZ;
  }
}
