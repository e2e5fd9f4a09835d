// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.client.reply.ReplySink;

/** Gathers answers of a deployment. */
public interface Gatherer {

  /** Where the answers come from, for people, without secrets. */
  String name();

  /**
   * Gathers. When it returns or throws, nothing of it calls the sink any more.
   *
   * @param wanted which sections of which server; asked once a server, when it is met
   * @param sink takes the answers and what became of the rest
   * @param deadline what has not arrived by then is recorded as missing
   * @return what must be said of all that was gathered, for people; empty if there is nothing
   * @throws SnapshotException if no server could be seen
   * @throws InterruptedException if the thread was interrupted
   */
  String gather(Wanted wanted, ReplySink sink, Deadline deadline)
      throws SnapshotException, InterruptedException;
}
