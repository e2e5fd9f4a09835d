// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.reply.ServerRef;

/**
 * A server that answers.
 *
 * @param ref names it
 * @param version its release
 * @param jetStream whether it says that it runs JetStream
 * @param subscriptions subscriptions on it, those of other servers that it knows among them; -1 if
 *     not known
 * @param bound what its answers may weigh
 */
record Target(
    ServerRef ref,
    ServerVersion version,
    boolean jetStream,
    long subscriptions,
    AnswerBound bound) {

  Target {
    if (!Tokens.isServerId(ref.id())) {
      throw new IllegalArgumentException("not a server id");
    }
  }
}
