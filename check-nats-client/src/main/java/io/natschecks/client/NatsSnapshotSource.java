// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.client.gather.GatherLimits;
import io.natschecks.client.gather.SystemGatherer;
import io.natschecks.client.gather.TenantAccounts;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Takes snapshots of a whole deployment over a connection of the host, whose user is in the system
 * account. The connection stays open, and belongs to the host.
 *
 * <p>Requests only read. Answers are packed and come in pages; a server is asked for one large
 * answer at a time, and at most four servers at once. A server that is known from routes, gateways
 * or earlier snapshots of this source and does not answer is {@linkplain Snapshot#silentServers()
 * silent}. What the user may not ask for is refused in the {@linkplain Snapshot#coverage()
 * coverage}.
 *
 * <p>Subscriptions are asked for as far as an answer can carry them: a server cuts a client for
 * which more than 64 MiB wait. Connections are asked for fewer at a time where they have many
 * subscriptions, and the subscriptions of one that alone has more than some 60,000 are left out,
 * which the coverage says.
 *
 * <p>A server behind a leaf link is asked for less, because either end drops the link for a packed
 * answer above its max_payload, which is 1 MiB by default. What an answer will weigh is reckoned
 * from counts, as if nothing could be packed: an account of up to some 500 streams and consumers
 * comes whole, one of up to some 2,000 without the configuration of consumers, and of a larger one
 * come streams alone. Raft groups and subscriptions are left out likewise, and the coverage says
 * what was. It is an estimate: tenants whose configurations hold several KiB of random text each,
 * or whose subjects are that long, can make an answer heavier. If such an answer does not come,
 * this source asks that server for no configuration again. Lists of accounts, and the health of
 * thousands of broken streams, are not bounded.
 *
 * <p>A source can be used by several threads, but snapshots taken at the same time double the load
 * on the deployment.
 *
 * @since 0.1
 */
public final class NatsSnapshotSource extends GatheringSource implements AutoCloseable {

  private final TenantAccounts accounts;

  private NatsSnapshotSource(Builder builder, TenantAccounts accounts) {
    super(
        new SystemGatherer(
            builder.connection,
            accounts,
            new GatherLimits(
                builder.requestsInFlight,
                builder.maxConnectionPages,
                builder.largeServerConsumers,
                builder.maxSubjects),
            builder.clock),
        builder.clock,
        builder.maxSubjects,
        null);
    this.accounts = accounts;
  }

  private NatsSnapshotSource(NatsSnapshotSource source, CaptureFile capture) {
    super(source, capture);
    this.accounts = source.accounts;
  }

  /**
   * A source with default bounds.
   *
   * @param connection a connection of a user in the system account
   * @return the source
   */
  public static NatsSnapshotSource of(Connection connection) {
    return builder(connection).build();
  }

  /**
   * Starts a source.
   *
   * @param connection a connection of a user in the system account
   * @return a new builder
   */
  public static Builder builder(Connection connection) {
    return new Builder(connection);
  }

  /**
   * Records what is gathered.
   *
   * @param capture takes the answers of every snapshot; to be closed by the caller
   * @return a source that does the same as this one, and records
   */
  public NatsSnapshotSource recordTo(CaptureFile capture) {
    return new NatsSnapshotSource(this, capture);
  }

  /**
   * Ends the listening that {@link Builder#listenForApiErrors()} asked for; without that there is
   * nothing to close. All connections stay open. Sources that were made of this one hear nothing
   * more either.
   */
  @Override
  public void close() {
    accounts.close();
  }

  /**
   * Builds a source. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final Connection connection;
    private int requestsInFlight = GatherLimits.DEFAULT.requestsInFlight();
    private int maxConnectionPages = GatherLimits.DEFAULT.maxConnectionPages();
    private int largeServerConsumers = GatherLimits.DEFAULT.largeServerConsumers();
    private int maxSubjects = GatherLimits.DEFAULT.maxSubjects();
    private List<Connection> accounts = List.of();
    private boolean listening;
    private Clock clock = Clock.systemUTC();

    private Builder(Connection connection) {
      this.connection = Objects.requireNonNull(connection, "connection");
    }

    /**
     * Bounds the requests that are under way at once. For large answers four servers at once, with
     * one request each, are the most whatever is set here.
     *
     * @param value 1 or more; 8 unless set
     * @return this builder
     */
    public Builder requestsInFlight(int value) {
      this.requestsInFlight = value;
      return this;
    }

    /**
     * Bounds the pages of connections that are read of one server; further connections are left
     * out, and the coverage says so.
     *
     * @param value 1 or more; 200 unless set, which is 102,400 connections
     * @return this builder
     */
    public Builder maxConnectionPages(int value) {
      this.maxConnectionPages = value;
      return this;
    }

    /**
     * Sets how many consumers make a server large. The configuration of its consumers is left out
     * then, and the coverage says so.
     *
     * @param value 1 or more; 50,000 unless set
     * @return this builder
     */
    public Builder largeServerConsumers(int value) {
      this.largeServerConsumers = value;
      return this;
    }

    /**
     * Bounds the subjects that a snapshot keeps of connections, for they take some 100 bytes each
     * where they differ. Of further connections they are left out, and the coverage says so. Micro
     * services are found by them nevertheless.
     *
     * @param value 1 or more; 5,000,000 unless set
     * @return this builder
     */
    public Builder maxSubjects(int value) {
      this.maxSubjects = value;
      return this;
    }

    /**
     * Names connections in accounts of tenants, in which the micro services are asked what they
     * are. Without them services are known by the subjects that connections subscribe to, and not
     * their versions. The connections stay open, and belong to the host.
     *
     * <p>Each account costs one request to $SRV.INFO, which all instances answer. Of an account at
     * most 10,000 answers are read.
     *
     * @param value connections of any users who may publish to $SRV.INFO, one an account; none
     *     unless set
     * @return this builder
     */
    public Builder accounts(Collection<Connection> value) {
      this.accounts = List.copyOf(value);
      return this;
    }

    /**
     * Listens in the {@linkplain #accounts accounts}, from the first snapshot until the source is
     * closed, for requests to the JetStream API that fail. Each further snapshot says {@linkplain
     * Snapshot#apiErrors() which} failed since the one before.
     *
     * <p>Servers tell of each request, failed or not, in its own account and nowhere else. The
     * connections get a message for each, with request and response in it, so they should be no
     * connections that do other work.
     *
     * @return this builder
     */
    public Builder listenForApiErrors() {
      this.listening = true;
      return this;
    }

    /** Tells the time; for tests. */
    Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    /**
     * Builds the source.
     *
     * @return the source
     * @throws IllegalArgumentException if a bound is below 1
     */
    public NatsSnapshotSource build() {
      return new NatsSnapshotSource(
          this,
          listening ? TenantAccounts.listening(accounts, clock) : TenantAccounts.of(accounts));
    }
  }
}
