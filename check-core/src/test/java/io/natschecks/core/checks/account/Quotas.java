// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The healthy deployment, in which ACME has the streams of a test and no others. */
final class Quotas {

  static final long GIB = 1L << 30;

  private Quotas() {}

  static DeploymentBuilder with(Limit quota, Stream... streams) {
    return on(Deployments.healthy(), quota, streams);
  }

  static DeploymentBuilder on(DeploymentBuilder deployment, Limit quota, Stream... streams) {
    ApiStatistics api = new ApiStatistics(0, 0, 0);
    return deployment
        .edit(all -> all.streams(List.of(streams)).consumers(List.of()))
        .account(
            Deployments.ACME,
            acme ->
                acme.jetStream(
                    List.of(
                        new AccountJetStream(Deployments.HUB, 0, 0, Limit.of(GIB), quota, api))));
  }

  static Stream file(String name, long maxBytes, int replicas) {
    return stream(Deployments.HUB, name, StorageType.FILE, maxBytes, replicas);
  }

  static Stream memory(String name, long maxBytes) {
    return stream(Deployments.HUB, name, StorageType.MEMORY, maxBytes, 1);
  }

  /** A copy of ORDERS but for what is given; in a cluster of three whatever its replicas. */
  static Stream stream(
      @Nullable String domain, String name, StorageType storage, long maxBytes, int replicas) {
    Stream orders = Deployments.healthy().snapshot().stream(Deployments.stream("ORDERS"));
    StreamConfig config =
        orders.config().toBuilder()
            .storage(storage)
            .maxBytes(Limit.positiveFromServer(maxBytes))
            .replicas(replicas)
            .build();
    return new Stream(
        new StreamId(domain, Deployments.ACME, name), orders.created(), config, orders.views());
  }
}
