// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.function.Predicate;

/**
 * What one evaluation of a check answers for.
 *
 * @param entities the entities of which it speaks
 * @param commonGaps whether it tells what nobody could look at
 */
record Share(Predicate<Entity> entities, boolean commonGaps) {

  static final Share WHOLE = new Share(any -> true, true);

  /** Spares a whole evaluation from naming every entity. */
  boolean isWhole() {
    return entities.equals(WHOLE.entities);
  }
}
