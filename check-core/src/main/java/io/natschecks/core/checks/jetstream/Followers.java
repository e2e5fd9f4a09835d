// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.Replica;

/** Followers in findings of which a stream can have one for each. */
final class Followers {

  private Followers() {}

  /** Says which follower a finding is about. */
  static FindingBuilder describe(FindingBuilder finding, Replica follower) {
    return finding
        .discriminator("peer", follower.name())
        .with("peer", follower.name())
        .with("offline", follower.offline())
        .with("current", follower.current());
  }
}
