// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a client or a leaf node to one server (CONNZ).
 *
 * @param serverId id of the server
 * @param cid number of the connection on that server
 * @param kind what it serves
 * @param type protocol
 * @param account account id, $G for the global account; null if not known
 * @param user the user as which it is authorized; null if there is none, and [REDACTED] for whoever
 *     used a token
 * @param nameTag readable name of the account; null if none
 * @param issuerKey key that signed the user; null if none
 * @param bearer whether the user's JWT is a bearer token; null where the server does not show the
 *     JWT
 * @param name name that the client gave itself; null if none
 * @param language language of the client library; null if not given
 * @param version version of the client library; null if not given
 * @param ip address of the client
 * @param port port of the client
 * @param start when it was opened; null if not reported
 * @param lastActivity when it last sent or received; null if not reported
 * @param observedAt when the server took these values, by its own clock
 * @param rtt round trip time; null before the first measurement
 * @param pendingBytes bytes that wait to be sent
 * @param inMessages messages received from it
 * @param outMessages messages sent to it
 * @param inBytes bytes received from it
 * @param outBytes bytes sent to it
 * @param subscriptions subscriptions it holds
 * @param stalls times it was made to wait; 0 before 2.12
 * @param stop when it was closed; null while it is open
 * @param reason why it was closed; null while it is open
 * @param subjects subjects it subscribes to; null unless asked for
 * @since 0.1
 */
public record Connection(
    String serverId,
    long cid,
    ConnectionKind kind,
    ConnectionType type,
    @Nullable String account,
    @Nullable String user,
    @Nullable String nameTag,
    @Nullable String issuerKey,
    @Nullable Boolean bearer,
    @Nullable String name,
    @Nullable String language,
    @Nullable String version,
    @Nullable String ip,
    int port,
    @Nullable Instant start,
    @Nullable Instant lastActivity,
    Instant observedAt,
    @Nullable Duration rtt,
    long pendingBytes,
    long inMessages,
    long outMessages,
    long inBytes,
    long outBytes,
    int subscriptions,
    long stalls,
    @Nullable Instant stop,
    @Nullable String reason,
    @Nullable List<String> subjects) {

  public Connection {
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(observedAt, "observedAt");
    subjects = subjects == null ? null : List.copyOf(subjects);
  }

  /**
   * Says whether the connection is open.
   *
   * @return true if it has not been closed
   */
  public boolean isOpen() {
    return stop == null;
  }

  /**
   * Says whether another record is about the same connection.
   *
   * @param other another record
   * @return true if server and number are the same
   */
  public boolean isSameAs(Connection other) {
    return cid == other.cid && serverId.equals(other.serverId);
  }

  /**
   * Starts a Connection with its required parts; everything else is absent, zero or empty until
   * set.
   *
   * @param serverId id of the server
   * @param cid number of the connection on that server
   * @return a new builder
   */
  public static Builder builder(String serverId, long cid) {
    return new Builder(serverId, cid);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(serverId, cid);
    builder.kind = kind;
    builder.type = type;
    builder.account = account;
    builder.user = user;
    builder.nameTag = nameTag;
    builder.issuerKey = issuerKey;
    builder.bearer = bearer;
    builder.name = name;
    builder.language = language;
    builder.version = version;
    builder.ip = ip;
    builder.port = port;
    builder.start = start;
    builder.lastActivity = lastActivity;
    builder.observedAt = observedAt;
    builder.rtt = rtt;
    builder.pendingBytes = pendingBytes;
    builder.inMessages = inMessages;
    builder.outMessages = outMessages;
    builder.inBytes = inBytes;
    builder.outBytes = outBytes;
    builder.subscriptions = subscriptions;
    builder.stalls = stalls;
    builder.stop = stop;
    builder.reason = reason;
    builder.subjects = subjects;
    return builder;
  }

  /**
   * Builds a Connection. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String serverId;
    private long cid;
    private ConnectionKind kind = ConnectionKind.CLIENT;
    private ConnectionType type = ConnectionType.NATS;
    private @Nullable String account;
    private @Nullable String user;
    private @Nullable String nameTag;
    private @Nullable String issuerKey;
    private @Nullable Boolean bearer;
    private @Nullable String name;
    private @Nullable String language;
    private @Nullable String version;
    private @Nullable String ip;
    private int port;
    private @Nullable Instant start;
    private @Nullable Instant lastActivity;
    private Instant observedAt = Instant.EPOCH;
    private @Nullable Duration rtt;
    private long pendingBytes;
    private long inMessages;
    private long outMessages;
    private long inBytes;
    private long outBytes;
    private int subscriptions;
    private long stalls;
    private @Nullable Instant stop;
    private @Nullable String reason;
    private @Nullable List<String> subjects;

    private Builder(String serverId, long cid) {
      this.serverId = serverId;
      this.cid = cid;
    }

    /** Sets {@link Connection#serverId()}. */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /** Sets {@link Connection#cid()}. */
    public Builder cid(long value) {
      this.cid = value;
      return this;
    }

    /** Sets {@link Connection#kind()}. */
    public Builder kind(ConnectionKind value) {
      this.kind = value;
      return this;
    }

    /** Sets {@link Connection#type()}. */
    public Builder type(ConnectionType value) {
      this.type = value;
      return this;
    }

    /** Sets {@link Connection#account()}. */
    public Builder account(@Nullable String value) {
      this.account = value;
      return this;
    }

    /** Sets {@link Connection#user()}. */
    public Builder user(@Nullable String value) {
      this.user = value;
      return this;
    }

    /** Sets {@link Connection#nameTag()}. */
    public Builder nameTag(@Nullable String value) {
      this.nameTag = value;
      return this;
    }

    /** Sets {@link Connection#issuerKey()}. */
    public Builder issuerKey(@Nullable String value) {
      this.issuerKey = value;
      return this;
    }

    /** Sets {@link Connection#bearer()}. */
    public Builder bearer(@Nullable Boolean value) {
      this.bearer = value;
      return this;
    }

    /** Sets {@link Connection#name()}. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link Connection#language()}. */
    public Builder language(@Nullable String value) {
      this.language = value;
      return this;
    }

    /** Sets {@link Connection#version()}. */
    public Builder version(@Nullable String value) {
      this.version = value;
      return this;
    }

    /** Sets {@link Connection#ip()}. */
    public Builder ip(@Nullable String value) {
      this.ip = value;
      return this;
    }

    /** Sets {@link Connection#port()}. */
    public Builder port(int value) {
      this.port = value;
      return this;
    }

    /** Sets {@link Connection#start()}. */
    public Builder start(@Nullable Instant value) {
      this.start = value;
      return this;
    }

    /** Sets {@link Connection#lastActivity()}. */
    public Builder lastActivity(@Nullable Instant value) {
      this.lastActivity = value;
      return this;
    }

    /** Sets {@link Connection#observedAt()}. */
    public Builder observedAt(Instant value) {
      this.observedAt = value;
      return this;
    }

    /** Sets {@link Connection#rtt()}. */
    public Builder rtt(@Nullable Duration value) {
      this.rtt = value;
      return this;
    }

    /** Sets {@link Connection#pendingBytes()}. */
    public Builder pendingBytes(long value) {
      this.pendingBytes = value;
      return this;
    }

    /** Sets {@link Connection#inMessages()}. */
    public Builder inMessages(long value) {
      this.inMessages = value;
      return this;
    }

    /** Sets {@link Connection#outMessages()}. */
    public Builder outMessages(long value) {
      this.outMessages = value;
      return this;
    }

    /** Sets {@link Connection#inBytes()}. */
    public Builder inBytes(long value) {
      this.inBytes = value;
      return this;
    }

    /** Sets {@link Connection#outBytes()}. */
    public Builder outBytes(long value) {
      this.outBytes = value;
      return this;
    }

    /** Sets {@link Connection#subscriptions()}. */
    public Builder subscriptions(int value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link Connection#stalls()}. */
    public Builder stalls(long value) {
      this.stalls = value;
      return this;
    }

    /** Sets {@link Connection#stop()}. */
    public Builder stop(@Nullable Instant value) {
      this.stop = value;
      return this;
    }

    /** Sets {@link Connection#reason()}. */
    public Builder reason(@Nullable String value) {
      this.reason = value;
      return this;
    }

    /** Sets {@link Connection#subjects()}. */
    public Builder subjects(@Nullable List<String> value) {
      this.subjects = value;
      return this;
    }

    /** Builds the immutable record. */
    public Connection build() {
      return new Connection(
          serverId,
          cid,
          kind,
          type,
          account,
          user,
          nameTag,
          issuerKey,
          bearer,
          name,
          language,
          version,
          ip,
          port,
          start,
          lastActivity,
          observedAt,
          rtt,
          pendingBytes,
          inMessages,
          outMessages,
          inBytes,
          outBytes,
          subscriptions,
          stalls,
          stop,
          reason,
          subjects);
    }
  }
}
