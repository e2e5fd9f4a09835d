// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.Arrays;

/** Snapshots with as little in them as the engine needs. */
public final class Snapshots {

  public static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

  private Snapshots() {}

  /** Servers of the cluster hub, taken so many minutes after the start. */
  public static Snapshot at(long minute, String... serverNames) {
    return builder(minute, serverNames).build();
  }

  public static Snapshot.Builder builder(long minute, String... serverNames) {
    return Snapshot.builder(START.plusSeconds(60 * minute))
        .source("nats://demo:4222")
        .servers(Arrays.stream(serverNames).map(Snapshots::server).toList());
  }

  public static Server server(String name) {
    return Server.builder("ID-" + name, name).cluster("hub").build();
  }
}
