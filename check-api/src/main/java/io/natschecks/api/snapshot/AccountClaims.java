// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an account JWT. The JWT itself is not kept.
 *
 * @param subject public key of the account
 * @param name readable name; null if it has none
 * @param issuedAt when it was signed
 * @param expires when it expires; null if never
 * @param connections most client connections of the whole system, 0 if the claim is absent
 * @param leafNodes most leaf node connections of the whole system, 0 if the claim is absent
 * @param subscriptions most subscriptions of one connection, 0 if the claim is absent
 * @param payload largest message in bytes, 0 if the claim is absent
 * @param memoryStorage most JetStream memory in bytes where no tiers are set, 0 if the claim is
 *     absent
 * @param diskStorage most JetStream disk in bytes where no tiers are set, 0 if the claim is absent
 * @param tiered whether JetStream limits are set by tier
 * @param signingKeys public signing keys, sorted
 * @param imports imports as declared
 * @param exports exports as declared
 * @param size length of the encoded JWT in bytes
 * @since 0.1
 */
public record AccountClaims(
    String subject,
    @Nullable String name,
    Instant issuedAt,
    @Nullable Instant expires,
    Limit connections,
    Limit leafNodes,
    Limit subscriptions,
    Limit payload,
    Limit memoryStorage,
    Limit diskStorage,
    boolean tiered,
    List<String> signingKeys,
    List<AccountImport> imports,
    List<AccountExport> exports,
    int size) {

  public AccountClaims {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(issuedAt, "issuedAt");
    Objects.requireNonNull(connections, "connections");
    Objects.requireNonNull(leafNodes, "leafNodes");
    Objects.requireNonNull(subscriptions, "subscriptions");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(memoryStorage, "memoryStorage");
    Objects.requireNonNull(diskStorage, "diskStorage");
    signingKeys = List.copyOf(signingKeys);
    imports = List.copyOf(imports);
    exports = List.copyOf(exports);
  }

  /**
   * Starts a AccountClaims with its required parts; everything else is absent, zero or empty until
   * set.
   *
   * @param subject public key of the account
   * @param issuedAt when it was signed
   * @return a new builder
   */
  public static Builder builder(String subject, Instant issuedAt) {
    return new Builder(subject, issuedAt);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(subject, issuedAt);
    builder.name = name;
    builder.expires = expires;
    builder.connections = connections;
    builder.leafNodes = leafNodes;
    builder.subscriptions = subscriptions;
    builder.payload = payload;
    builder.memoryStorage = memoryStorage;
    builder.diskStorage = diskStorage;
    builder.tiered = tiered;
    builder.signingKeys = signingKeys;
    builder.imports = imports;
    builder.exports = exports;
    builder.size = size;
    return builder;
  }

  /**
   * Builds a AccountClaims. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String subject;
    private @Nullable String name;
    private Instant issuedAt;
    private @Nullable Instant expires;
    private Limit connections = Limit.unlimited();
    private Limit leafNodes = Limit.unlimited();
    private Limit subscriptions = Limit.unlimited();
    private Limit payload = Limit.unlimited();
    private Limit memoryStorage = Limit.unlimited();
    private Limit diskStorage = Limit.unlimited();
    private boolean tiered;
    private List<String> signingKeys = List.of();
    private List<AccountImport> imports = List.of();
    private List<AccountExport> exports = List.of();
    private int size;

    private Builder(String subject, Instant issuedAt) {
      this.subject = subject;
      this.issuedAt = issuedAt;
    }

    /** Sets {@link AccountClaims#subject()}. */
    public Builder subject(String value) {
      this.subject = value;
      return this;
    }

    /** Sets {@link AccountClaims#name()}. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link AccountClaims#issuedAt()}. */
    public Builder issuedAt(Instant value) {
      this.issuedAt = value;
      return this;
    }

    /** Sets {@link AccountClaims#expires()}. */
    public Builder expires(@Nullable Instant value) {
      this.expires = value;
      return this;
    }

    /** Sets {@link AccountClaims#connections()}. */
    public Builder connections(Limit value) {
      this.connections = value;
      return this;
    }

    /** Sets {@link AccountClaims#leafNodes()}. */
    public Builder leafNodes(Limit value) {
      this.leafNodes = value;
      return this;
    }

    /** Sets {@link AccountClaims#subscriptions()}. */
    public Builder subscriptions(Limit value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link AccountClaims#payload()}. */
    public Builder payload(Limit value) {
      this.payload = value;
      return this;
    }

    /** Sets {@link AccountClaims#memoryStorage()}. */
    public Builder memoryStorage(Limit value) {
      this.memoryStorage = value;
      return this;
    }

    /** Sets {@link AccountClaims#diskStorage()}. */
    public Builder diskStorage(Limit value) {
      this.diskStorage = value;
      return this;
    }

    /** Sets {@link AccountClaims#tiered()}. */
    public Builder tiered(boolean value) {
      this.tiered = value;
      return this;
    }

    /** Sets {@link AccountClaims#signingKeys()}. */
    public Builder signingKeys(List<String> value) {
      this.signingKeys = value;
      return this;
    }

    /** Sets {@link AccountClaims#imports()}. */
    public Builder imports(List<AccountImport> value) {
      this.imports = value;
      return this;
    }

    /** Sets {@link AccountClaims#exports()}. */
    public Builder exports(List<AccountExport> value) {
      this.exports = value;
      return this;
    }

    /** Sets {@link AccountClaims#size()}. */
    public Builder size(int value) {
      this.size = value;
      return this;
    }

    /** Builds the immutable record. */
    public AccountClaims build() {
      return new AccountClaims(
          subject,
          name,
          issuedAt,
          expires,
          connections,
          leafNodes,
          subscriptions,
          payload,
          memoryStorage,
          diskStorage,
          tiered,
          signingKeys,
          imports,
          exports,
          size);
    }
  }
}
