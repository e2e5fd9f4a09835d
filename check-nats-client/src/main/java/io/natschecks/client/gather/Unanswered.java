// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;

/** A request that got no usable answer. */
class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  private final Status status;

  Unanswered(Status status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  static Unanswered outOfTime() {
    return new Unanswered(Status.TIMED_OUT, "the time for the snapshot was over");
  }

  Status status() {
    return status;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
