// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.core.history.RecordForm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a finding was opened lately.
 *
 * @param times the last times, as many as it takes to flap, oldest first
 * @param flappingSince since when it flaps; null if it does not
 */
record Openings(List<Instant> times, @Nullable Instant flappingSince) {

  static final Openings NONE = new Openings(List.of(), null);

  /**
   * When a finding flaps.
   *
   * @param openings how many openings make it flap
   * @param within in how long a time; after as long without one it is calm
   */
  record Rule(int openings, Duration within) {

    private Instant start(Instant now) {
      return now.minus(within);
    }
  }

  /** With another opening. */
  Openings and(Instant opening, Rule rule) {
    Openings recent = at(opening, rule);
    List<Instant> all = new ArrayList<>(recent.times);
    all.removeIf(each -> each.isBefore(rule.start(opening)));
    all.add(opening);
    List<Instant> last =
        List.copyOf(all.subList(Math.max(0, all.size() - rule.openings), all.size()));
    boolean starts = recent.flappingSince == null && last.size() == rule.openings;
    return new Openings(last, starts ? opening : recent.flappingSince);
  }

  /** What of it still counts: nothing, once the finding has stayed calm. */
  Openings at(Instant now, Rule rule) {
    boolean calm = times.isEmpty() || times.get(times.size() - 1).isBefore(rule.start(now));
    return calm ? NONE : this;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(times.size());
    for (Instant time : times) {
      RecordForm.writeTime(time, out);
    }
    out.writeBoolean(flappingSince != null);
    if (flappingSince != null) {
      RecordForm.writeTime(flappingSince, out);
    }
  }

  static Openings read(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      times.add(RecordForm.readTime(in));
    }
    Instant flappingSince = in.readBoolean() ? RecordForm.readTime(in) : null;
    return times.isEmpty() ? NONE : new Openings(List.copyOf(times), flappingSince);
  }
}
