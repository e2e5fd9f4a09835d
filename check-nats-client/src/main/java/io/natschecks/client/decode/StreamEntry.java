// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream as one server lists it.
 *
 * @param id names it
 * @param created when it was created
 * @param config its configuration; null if the answer does not hold it
 * @param view the replica of the server
 */
record StreamEntry(StreamId id, Instant created, @Nullable StreamConfig config, StreamView view) {

  /** Takes the configuration of another answer where this one came without. */
  StreamEntry withConfigOf(StreamEntry other) {
    return config == null ? new StreamEntry(id, created, other.config, view) : this;
  }
}
