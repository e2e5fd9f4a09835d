// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account of the deployment, seen by all servers that know it.
 *
 * @param id account name, or the public key in operator mode
 * @param name readable name where it differs from the id; null otherwise
 * @param system whether it is the system account; null if not known
 * @param claims the claims of the newest JWT; null for accounts of configuration files, or if not
 *     gathered
 * @param views what each server that has the account loaded says of it (ACCOUNTZ), sorted by server
 * @param statistics what each server counts for it (ACCSTATZ), sorted by server
 * @param jetStream its use of JetStream in each domain, sorted by domain; empty if it uses none or
 *     that was not gathered
 * @since 0.1
 */
public record Account(
    String id,
    @Nullable String name,
    @Nullable Boolean system,
    @Nullable AccountClaims claims,
    List<AccountView> views,
    List<AccountStatistics> statistics,
    List<AccountJetStream> jetStream) {

  public Account {
    Objects.requireNonNull(id, "id");
    views = List.copyOf(views);
    statistics = List.copyOf(statistics);
    jetStream = List.copyOf(jetStream);
  }

  /**
   * Gives the name that operators know the account by.
   *
   * @return the readable name, else the id
   */
  public String label() {
    return name == null || name.isBlank() ? id : name;
  }

  /**
   * Starts a Account with its required parts; everything else is absent, zero or empty until set.
   *
   * @param id account name, or the public key in operator mode
   * @return a new builder
   */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(id);
    builder.name = name;
    builder.system = system;
    builder.claims = claims;
    builder.views = views;
    builder.statistics = statistics;
    builder.jetStream = jetStream;
    return builder;
  }

  /**
   * Builds a Account. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String id;
    private @Nullable String name;
    private @Nullable Boolean system;
    private @Nullable AccountClaims claims;
    private List<AccountView> views = List.of();
    private List<AccountStatistics> statistics = List.of();
    private List<AccountJetStream> jetStream = List.of();

    private Builder(String id) {
      this.id = id;
    }

    /** Sets {@link Account#id()}. */
    public Builder id(String value) {
      this.id = value;
      return this;
    }

    /** Sets {@link Account#name()}. */
    public Builder name(@Nullable String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link Account#system()}. */
    public Builder system(@Nullable Boolean value) {
      this.system = value;
      return this;
    }

    /** Sets {@link Account#claims()}. */
    public Builder claims(@Nullable AccountClaims value) {
      this.claims = value;
      return this;
    }

    /** Sets {@link Account#views()}. */
    public Builder views(List<AccountView> value) {
      this.views = value;
      return this;
    }

    /** Sets {@link Account#statistics()}. */
    public Builder statistics(List<AccountStatistics> value) {
      this.statistics = value;
      return this;
    }

    /** Sets {@link Account#jetStream()}. */
    public Builder jetStream(List<AccountJetStream> value) {
      this.jetStream = value;
      return this;
    }

    /** Builds the immutable record. */
    public Account build() {
      return new Account(id, name, system, claims, views, statistics, jetStream);
    }
  }
}
