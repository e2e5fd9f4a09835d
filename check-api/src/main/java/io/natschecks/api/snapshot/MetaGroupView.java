// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The meta group as one of its members sees it.
 *
 * @param serverId id of the server that says this
 * @param serverName name of the server that says this
 * @param name name of the group's cluster
 * @param leader server name of the leader; null if this member knows none
 * @param clusterSize peers of the group, this member included
 * @param replicas the other peers, sorted by name; 2.9 and 2.10 list them on the leader only
 * @param pending JetStream API requests that wait on this server; null before 2.10.21
 * @param pendingRequests the part of them that changes something; null before 2.14
 * @param pendingInfos the part of them that only looks; null before 2.14
 * @param snapshot the last snapshot that this server took; null before 2.11
 * @param quorumNeeded members needed for a quorum; null before 2.15
 * @param rescue whether the group runs in rescue mode
 * @since 0.1
 */
public record MetaGroupView(
    String serverId,
    String serverName,
    @Nullable String name,
    @Nullable String leader,
    int clusterSize,
    List<Replica> replicas,
    @Nullable Long pending,
    @Nullable Long pendingRequests,
    @Nullable Long pendingInfos,
    @Nullable MetaSnapshot snapshot,
    @Nullable Integer quorumNeeded,
    boolean rescue) {

  public MetaGroupView {
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(serverName, "serverName");
    replicas = List.copyOf(replicas);
  }

  /**
   * Says whether this is what the leader itself says.
   *
   * @return true if the reporting server is the leader it names
   */
  public boolean isLeaderView() {
    return serverName.equals(leader);
  }

  /**
   * Starts a MetaGroupView with its required parts; everything else is absent, zero or empty until
   * set.
   *
   * @param serverId id of the server that says this
   * @param serverName name of the server that says this
   * @return a new builder
   */
  public static Builder builder(String serverId, String serverName) {
    return new Builder(serverId, serverName);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(serverId, serverName);
    builder.name = name;
    builder.leader = leader;
    builder.clusterSize = clusterSize;
    builder.replicas = replicas;
    builder.pending = pending;
    builder.pendingRequests = pendingRequests;
    builder.pendingInfos = pendingInfos;
    builder.snapshot = snapshot;
    builder.quorumNeeded = quorumNeeded;
    builder.rescue = rescue;
    return builder;
  }

  /**
   * Builds a MetaGroupView. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String serverId;
    private String serverName;
    private @Nullable String name;
    private @Nullable String leader;
    private int clusterSize;
    private List<Replica> replicas = List.of();
    private @Nullable Long pending;
    private @Nullable Long pendingRequests;
    private @Nullable Long pendingInfos;
    private @Nullable MetaSnapshot snapshot;
    private @Nullable Integer quorumNeeded;
    private boolean rescue;

    private Builder(String serverId, String serverName) {
      this.serverId = serverId;
      this.serverName = serverName;
    }

    /** Sets {@link MetaGroupView#serverId()}. */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /** Sets {@link MetaGroupView#serverName()}. */
    public Builder serverName(String value) {
      this.serverName = value;
      return this;
    }

    /** Sets {@link MetaGroupView#name()}. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link MetaGroupView#leader()}. */
    public Builder leader(@Nullable String value) {
      this.leader = value;
      return this;
    }

    /** Sets {@link MetaGroupView#clusterSize()}. */
    public Builder clusterSize(int value) {
      this.clusterSize = value;
      return this;
    }

    /** Sets {@link MetaGroupView#replicas()}. */
    public Builder replicas(List<Replica> value) {
      this.replicas = value;
      return this;
    }

    /** Sets {@link MetaGroupView#pending()}. */
    public Builder pending(@Nullable Long value) {
      this.pending = value;
      return this;
    }

    /** Sets {@link MetaGroupView#pendingRequests()}. */
    public Builder pendingRequests(@Nullable Long value) {
      this.pendingRequests = value;
      return this;
    }

    /** Sets {@link MetaGroupView#pendingInfos()}. */
    public Builder pendingInfos(@Nullable Long value) {
      this.pendingInfos = value;
      return this;
    }

    /** Sets {@link MetaGroupView#snapshot()}. */
    public Builder snapshot(@Nullable MetaSnapshot value) {
      this.snapshot = value;
      return this;
    }

    /** Sets {@link MetaGroupView#quorumNeeded()}. */
    public Builder quorumNeeded(@Nullable Integer value) {
      this.quorumNeeded = value;
      return this;
    }

    /** Sets {@link MetaGroupView#rescue()}. */
    public Builder rescue(boolean value) {
      this.rescue = value;
      return this;
    }

    /** Builds the immutable record. */
    public MetaGroupView build() {
      return new MetaGroupView(
          serverId,
          serverName,
          name,
          leader,
          clusterSize,
          replicas,
          pending,
          pendingRequests,
          pendingInfos,
          snapshot,
          quorumNeeded,
          rescue);
    }
  }
}
