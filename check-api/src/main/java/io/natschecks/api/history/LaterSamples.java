// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Instant;
import java.util.Objects;

/** The samples of a series from one of them on. */
record LaterSamples(Series whole, int skipped) implements Series {

  @Override
  public int size() {
    return whole.size() - skipped;
  }

  @Override
  public Instant timeAt(int index) {
    return whole.timeAt(skipped + Objects.checkIndex(index, size()));
  }

  @Override
  public long valueAt(int index) {
    return whole.valueAt(skipped + Objects.checkIndex(index, size()));
  }
}
