// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

/** How the replicas of streams are moved to other servers, as runbooks say it. */
final class ReplicaMoves {

  static final String REPLICATED =
      "Move a replica of a replicated stream: nats stream cluster peer-remove STREAM SERVER_NAME."
          + " The meta leader picks a server that holds none yet, and refuses if there is none; the"
          + " stream has one copy less until the new one has caught up.";

  static final String SINGLE =
      "Move a stream with one replica: nats stream edit STREAM --replicas 3, wait until the copies"
          + " are current, nats stream cluster step-down STREAM, then nats stream edit STREAM"
          + " --replicas 1; the leader keeps it. Never remove its only peer: the messages go with"
          + " it.";

  private ReplicaMoves() {}
}
