// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.ServerRef;
import java.util.Set;

/** Says which sections to gather of which server. */
public interface Wanted {

  /** The sections to gather of a server; empty to leave it alone. */
  Set<Section> of(ServerRef server);

  /** Everything that a plan names, of every server. */
  static Wanted all(SnapshotPlan plan) {
    return server -> plan.sections();
  }
}
