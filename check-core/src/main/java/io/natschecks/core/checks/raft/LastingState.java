// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Parameter;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.snapshot.RaftNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A state of a Raft group that passes by itself as a rule, and matters once it lasts. */
enum LastingState {
  /** No leader is known, and one was. */
  LEADERLESS(1) {
    @Override
    boolean isOf(RaftNode node) {
      return node.everHadLeader() && !node.knowsLeader();
    }
  },
  /** The server fetches what it has missed. */
  CATCHING_UP(2) {
    @Override
    boolean isOf(RaftNode node) {
      return node.catchingUp();
    }
  };

  static final Parameter<Long> CONFIRMATIONS =
      Parameter.count("confirmations", "snapshots")
          .describedAs("Snapshots in a row that must show the state before it is reported")
          .firesFrom()
          .between(1, 10_000)
          .defaultValue(1L);

  /** Stays the same for ever, since histories are stored. */
  private final long bit;

  LastingState(long bit) {
    this.bit = bit;
  }

  abstract boolean isOf(RaftNode node);

  /** The states that a node is in, a bit each. */
  static long bitsOf(RaftNode node) {
    long bits = 0;
    for (LastingState state : values()) {
      bits |= state.isOf(node) ? state.bit : 0;
    }
    return bits;
  }

  /**
   * How long a state has lasted.
   *
   * @param snapshots how many in a row show it, the current one included
   * @param known how many snapshots say anything of it
   */
  record Lasted(long snapshots, long known) {

    boolean isConfirmed(CheckContext context) {
      return snapshots >= context.value(CONFIRMATIONS);
    }

    FindingBuilder describe(FindingBuilder finding, CheckContext context) {
      return finding
          .observed("snapshots", snapshots, "snapshots")
          .limit("confirmations", context.value(CONFIRMATIONS), "snapshots");
    }

    /** Says that it may have lasted long enough before anybody looked; else it was seen to end. */
    void unconfirmed(Verdict<?> verdict) {
      if (snapshots >= known) {
        verdict.skip(
            SkipReason.HISTORY_TOO_SHORT, "seen in " + Display.count(snapshots, "snapshot"));
      }
    }
  }

  /** How long the one of some nodes has been in the state that may have been in it longest. */
  Lasted longest(CheckContext context, Collection<RaftNode> nodes) {
    return nodes.stream()
        .map(node -> lasted(context, node))
        .max(Comparator.comparingLong(Lasted::snapshots).thenComparingLong(each -> -each.known()))
        .orElseThrow();
  }

  /** How long a node that is in the state has been in it. */
  Lasted lasted(CheckContext context, RaftNode node) {
    Series series = context.series(Followed.STATES, node);
    List<Stretch> runs = series.stretches();
    long snapshots = 0;
    for (int i = runs.size() - 1; i >= 0 && (runs.get(i).value() & bit) != 0; i--) {
      snapshots += runs.get(i).samples();
    }
    return new Lasted(Math.max(1, snapshots), Math.max(1, series.count()));
  }
}
