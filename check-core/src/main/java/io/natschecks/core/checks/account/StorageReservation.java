// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StorageType;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Usage;
import io.natschecks.core.checks.shared.WholeDeployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The disk that the streams of an account may fill in one JetStream domain: max_bytes of each, once
 * for every replica. Each domain holds it against the account's quota by itself.
 *
 * @param account id of the account
 * @param domain name of the domain; empty without one
 * @param bytes the sum; streams without max_bytes add nothing to it
 * @param limited streams on disk that have max_bytes
 * @param unlimited streams on disk that have none
 * @param complete whether all streams of the account are in it
 */
record StorageReservation(
    String account, String domain, long bytes, long limited, long unlimited, boolean complete) {

  static final Tracked<StorageReservation> TRACKED =
      Tracked.of(
          "storage reservation",
          StorageReservation::of,
          each -> Tracked.key(each.account, each.domain));

  /** No stream at all. */
  static StorageReservation none(String account, String domain) {
    return new StorageReservation(account, domain, 0, 0, 0, true);
  }

  /** The reservations of all accounts that have streams. */
  static List<StorageReservation> of(Snapshot snapshot) {
    boolean allAnswered = WholeDeployment.gave(Section.JSZ_STREAMS, snapshot);
    Map<String, StorageReservation> sums = new HashMap<>();
    for (Stream stream : snapshot.streams()) {
      String account = stream.id().account();
      String domain = stream.id().domain() == null ? "" : stream.id().domain();
      sums.merge(
          Tracked.key(account, domain),
          of(account, domain, stream, allAnswered),
          StorageReservation::plus);
    }
    return new ArrayList<>(sums.values());
  }

  private static StorageReservation of(
      String account, String domain, Stream stream, boolean allAnswered) {
    StreamConfig config = stream.config();
    if (config == null) {
      return new StorageReservation(account, domain, 0, 0, 0, false);
    }
    if (config.storage() != StorageType.FILE) {
      return new StorageReservation(account, domain, 0, 0, 0, allAnswered);
    }
    if (config.maxBytes().isUnlimited()) {
      return new StorageReservation(account, domain, 0, 0, 1, allAnswered);
    }
    if (stream.leaderView() == null) {
      return new StorageReservation(account, domain, 0, 0, 0, false);
    }
    long bytes = times(config.maxBytes().value().orElse(0), Math.max(1, config.replicas()));
    return new StorageReservation(account, domain, bytes, 1, 0, allAnswered);
  }

  /** No product of what servers make up turns negative. */
  private static long times(long bytes, int replicas) {
    return bytes > Long.MAX_VALUE / replicas ? Long.MAX_VALUE : bytes * replicas;
  }

  private StorageReservation plus(StorageReservation other) {
    return new StorageReservation(
        account,
        domain,
        Usage.sum(bytes, other.bytes),
        limited + other.limited,
        unlimited + other.unlimited,
        complete && other.complete);
  }

  boolean hasStreams() {
    return limited + unlimited > 0;
  }
}
