// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Raft group on one server (RAFTZ).
 *
 * @param serverId id of the server
 * @param account account that the group belongs to; the system account for the meta group
 * @param group name of the group
 * @param id peer id of this server in the group
 * @param state what this server is in the group
 * @param leader peer id of the leader; null if this server knows none
 * @param everHadLeader whether a leader was known since the process started
 * @param leaderSince since when; null before 2.11.9
 * @param term election term
 * @param committed index of the last committed log entry
 * @param applied index of the last applied log entry
 * @param size peers of the group as this server sees it
 * @param quorumNeeded members needed for a quorum
 * @param catchingUp whether this server is catching up
 * @param proposalQueue queued proposals
 * @param entryQueue queued entries
 * @param responseQueue queued responses
 * @param applyQueue queued entries to apply
 * @param walMessages entries in the log
 * @param walBytes bytes of the log
 * @param walFirstSequence first sequence of the log
 * @param walLastSequence last sequence of the log
 * @param peers the other peers, sorted by id
 * @since 0.1
 */
public record RaftNode(
    String serverId,
    String account,
    String group,
    String id,
    RaftState state,
    @Nullable String leader,
    boolean everHadLeader,
    @Nullable Instant leaderSince,
    long term,
    long committed,
    long applied,
    int size,
    int quorumNeeded,
    boolean catchingUp,
    long proposalQueue,
    long entryQueue,
    long responseQueue,
    long applyQueue,
    long walMessages,
    long walBytes,
    long walFirstSequence,
    long walLastSequence,
    List<RaftPeer> peers) {

  public RaftNode {
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    peers = List.copyOf(peers);
  }

  /**
   * Says whether this server knows a leader.
   *
   * @return false if the leader is absent or has no id
   */
  public boolean knowsLeader() {
    return leader != null && !leader.isEmpty();
  }

  /**
   * Says whether this server leads the group.
   *
   * @return true if it is in the state of a leader, or names itself
   */
  public boolean leads() {
    return state == RaftState.LEADER || (knowsLeader() && id.equals(leader));
  }

  /**
   * Starts a RaftNode with its required parts; everything else is absent, zero or empty until set.
   *
   * @param serverId id of the server
   * @param account account that the group belongs to; the system account for the meta group
   * @param group name of the group
   * @param id peer id of this server in the group
   * @return a new builder
   */
  public static Builder builder(String serverId, String account, String group, String id) {
    return new Builder(serverId, account, group, id);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(serverId, account, group, id);
    builder.state = state;
    builder.leader = leader;
    builder.everHadLeader = everHadLeader;
    builder.leaderSince = leaderSince;
    builder.term = term;
    builder.committed = committed;
    builder.applied = applied;
    builder.size = size;
    builder.quorumNeeded = quorumNeeded;
    builder.catchingUp = catchingUp;
    builder.proposalQueue = proposalQueue;
    builder.entryQueue = entryQueue;
    builder.responseQueue = responseQueue;
    builder.applyQueue = applyQueue;
    builder.walMessages = walMessages;
    builder.walBytes = walBytes;
    builder.walFirstSequence = walFirstSequence;
    builder.walLastSequence = walLastSequence;
    builder.peers = peers;
    return builder;
  }

  /**
   * Builds a RaftNode. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String serverId;
    private String account;
    private String group;
    private String id;
    private RaftState state = RaftState.OTHER;
    private @Nullable String leader;
    private boolean everHadLeader;
    private @Nullable Instant leaderSince;
    private long term;
    private long committed;
    private long applied;
    private int size;
    private int quorumNeeded;
    private boolean catchingUp;
    private long proposalQueue;
    private long entryQueue;
    private long responseQueue;
    private long applyQueue;
    private long walMessages;
    private long walBytes;
    private long walFirstSequence;
    private long walLastSequence;
    private List<RaftPeer> peers = List.of();

    private Builder(String serverId, String account, String group, String id) {
      this.serverId = serverId;
      this.account = account;
      this.group = group;
      this.id = id;
    }

    /** Sets {@link RaftNode#serverId()}. */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /** Sets {@link RaftNode#account()}. */
    public Builder account(String value) {
      this.account = value;
      return this;
    }

    /** Sets {@link RaftNode#group()}. */
    public Builder group(String value) {
      this.group = value;
      return this;
    }

    /** Sets {@link RaftNode#id()}. */
    public Builder id(String value) {
      this.id = value;
      return this;
    }

    /** Sets {@link RaftNode#state()}. */
    public Builder state(RaftState value) {
      this.state = value;
      return this;
    }

    /** Sets {@link RaftNode#leader()}. */
    public Builder leader(@Nullable String value) {
      this.leader = value;
      return this;
    }

    /** Sets {@link RaftNode#everHadLeader()}. */
    public Builder everHadLeader(boolean value) {
      this.everHadLeader = value;
      return this;
    }

    /** Sets {@link RaftNode#leaderSince()}. */
    public Builder leaderSince(@Nullable Instant value) {
      this.leaderSince = value;
      return this;
    }

    /** Sets {@link RaftNode#term()}. */
    public Builder term(long value) {
      this.term = value;
      return this;
    }

    /** Sets {@link RaftNode#committed()}. */
    public Builder committed(long value) {
      this.committed = value;
      return this;
    }

    /** Sets {@link RaftNode#applied()}. */
    public Builder applied(long value) {
      this.applied = value;
      return this;
    }

    /** Sets {@link RaftNode#size()}. */
    public Builder size(int value) {
      this.size = value;
      return this;
    }

    /** Sets {@link RaftNode#quorumNeeded()}. */
    public Builder quorumNeeded(int value) {
      this.quorumNeeded = value;
      return this;
    }

    /** Sets {@link RaftNode#catchingUp()}. */
    public Builder catchingUp(boolean value) {
      this.catchingUp = value;
      return this;
    }

    /** Sets {@link RaftNode#proposalQueue()}. */
    public Builder proposalQueue(long value) {
      this.proposalQueue = value;
      return this;
    }

    /** Sets {@link RaftNode#entryQueue()}. */
    public Builder entryQueue(long value) {
      this.entryQueue = value;
      return this;
    }

    /** Sets {@link RaftNode#responseQueue()}. */
    public Builder responseQueue(long value) {
      this.responseQueue = value;
      return this;
    }

    /** Sets {@link RaftNode#applyQueue()}. */
    public Builder applyQueue(long value) {
      this.applyQueue = value;
      return this;
    }

    /** Sets {@link RaftNode#walMessages()}. */
    public Builder walMessages(long value) {
      this.walMessages = value;
      return this;
    }

    /** Sets {@link RaftNode#walBytes()}. */
    public Builder walBytes(long value) {
      this.walBytes = value;
      return this;
    }

    /** Sets {@link RaftNode#walFirstSequence()}. */
    public Builder walFirstSequence(long value) {
      this.walFirstSequence = value;
      return this;
    }

    /** Sets {@link RaftNode#walLastSequence()}. */
    public Builder walLastSequence(long value) {
      this.walLastSequence = value;
      return this;
    }

    /** Sets {@link RaftNode#peers()}. */
    public Builder peers(List<RaftPeer> value) {
      this.peers = value;
      return this;
    }

    /** Builds the immutable record. */
    public RaftNode build() {
      return new RaftNode(
          serverId,
          account,
          group,
          id,
          state,
          leader,
          everHadLeader,
          leaderSince,
          term,
          committed,
          applied,
          size,
          quorumNeeded,
          catchingUp,
          proposalQueue,
          entryQueue,
          responseQueue,
          applyQueue,
          walMessages,
          walBytes,
          walFirstSequence,
          walLastSequence,
          peers);
    }
  }
}
