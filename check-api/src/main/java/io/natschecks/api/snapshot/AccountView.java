// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one server says of an account that it has loaded (ACCOUNTZ).
 *
 * @param serverId id of the server
 * @param complete whether all of its claims could be applied
 * @param expired whether the server holds the account to be expired
 * @param jetStream whether JetStream is enabled for it
 * @param updated when the server last changed it; null if not reported
 * @param clientConnections client connections on this server
 * @param leafNodes leaf node connections on this server
 * @param subscriptions subscriptions on this server
 * @param imports active imports
 * @param exports exports
 * @since 0.1
 */
public record AccountView(
    String serverId,
    boolean complete,
    boolean expired,
    boolean jetStream,
    @Nullable Instant updated,
    int clientConnections,
    int leafNodes,
    long subscriptions,
    List<AccountImport> imports,
    List<AccountExport> exports) {

  public AccountView {
    Objects.requireNonNull(serverId, "serverId");
    imports = List.copyOf(imports);
    exports = List.copyOf(exports);
  }

  /**
   * Says whether the server only keeps a place for the account, which it has heard of from other
   * servers. It has no claims of it then, and tries to get them when a client comes.
   *
   * @return true if the account counts as expired and is not complete
   */
  public boolean isPlaceholder() {
    return expired && !complete;
  }

  /**
   * Starts a AccountView with its required parts; everything else is absent, zero or empty until
   * set.
   *
   * @param serverId id of the server
   * @return a new builder
   */
  public static Builder builder(String serverId) {
    return new Builder(serverId);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(serverId);
    builder.complete = complete;
    builder.expired = expired;
    builder.jetStream = jetStream;
    builder.updated = updated;
    builder.clientConnections = clientConnections;
    builder.leafNodes = leafNodes;
    builder.subscriptions = subscriptions;
    builder.imports = imports;
    builder.exports = exports;
    return builder;
  }

  /**
   * Builds a AccountView. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String serverId;
    private boolean complete;
    private boolean expired;
    private boolean jetStream;
    private @Nullable Instant updated;
    private int clientConnections;
    private int leafNodes;
    private long subscriptions;
    private List<AccountImport> imports = List.of();
    private List<AccountExport> exports = List.of();

    private Builder(String serverId) {
      this.serverId = serverId;
    }

    /** Sets {@link AccountView#serverId()}. */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /** Sets {@link AccountView#complete()}. */
    public Builder complete(boolean value) {
      this.complete = value;
      return this;
    }

    /** Sets {@link AccountView#expired()}. */
    public Builder expired(boolean value) {
      this.expired = value;
      return this;
    }

    /** Sets {@link AccountView#jetStream()}. */
    public Builder jetStream(boolean value) {
      this.jetStream = value;
      return this;
    }

    /** Sets {@link AccountView#updated()}. */
    public Builder updated(@Nullable Instant value) {
      this.updated = value;
      return this;
    }

    /** Sets {@link AccountView#clientConnections()}. */
    public Builder clientConnections(int value) {
      this.clientConnections = value;
      return this;
    }

    /** Sets {@link AccountView#leafNodes()}. */
    public Builder leafNodes(int value) {
      this.leafNodes = value;
      return this;
    }

    /** Sets {@link AccountView#subscriptions()}. */
    public Builder subscriptions(long value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link AccountView#imports()}. */
    public Builder imports(List<AccountImport> value) {
      this.imports = value;
      return this;
    }

    /** Sets {@link AccountView#exports()}. */
    public Builder exports(List<AccountExport> value) {
      this.exports = value;
      return this;
    }

    /** Builds the immutable record. */
    public AccountView build() {
      return new AccountView(
          serverId,
          complete,
          expired,
          jetStream,
          updated,
          clientConnections,
          leafNodes,
          subscriptions,
          imports,
          exports);
    }
  }
}
