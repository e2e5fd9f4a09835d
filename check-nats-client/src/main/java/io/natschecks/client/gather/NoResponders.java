// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;

/** Nobody listens for a request. */
final class NoResponders extends Unanswered {

  private static final long serialVersionUID = 1L;

  NoResponders() {
    super(Status.TIMED_OUT, "nobody listens for the request any more");
  }
}
