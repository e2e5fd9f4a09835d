// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AccountLimits;
import io.nats.client.api.StreamInfo;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.client.account.ReadingApi.RefusedException;
import io.natschecks.client.gather.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the streams and consumers of the account that a connection is in. */
public final class OwnStreams {

  private final ReadingApi api;
  private final SnapshotPlan plan;
  private final String server;
  private final ServerVersion version;
  private final OwnConsumers consumers;
  private final Coverage.Builder coverage;
  private final List<Stream> streams = new ArrayList<>();

  /**
   * Reads over a connection, which stays open.
   *
   * @param coverage takes what became of streams and consumers
   */
  public OwnStreams(
      Connection connection,
      SnapshotPlan plan,
      Clock clock,
      Deadline deadline,
      Coverage.Builder coverage)
      throws IOException {
    this.api = new ReadingApi(connection);
    this.server = String.valueOf(connection.getServerInfo().getServerName());
    this.version = ServerVersion.parse(String.valueOf(connection.getServerInfo().getVersion()));
    this.plan = plan;
    this.consumers = new OwnConsumers(api, server, clock, deadline);
    this.coverage = coverage;
  }

  /**
   * Reads what the plan wants and the account can see.
   *
   * @param accountId the account
   * @param snapshot takes it
   * @throws SnapshotException if the user may not even ask for the account
   */
  public void read(String accountId, Snapshot.Builder snapshot)
      throws IOException, JetStreamApiException, InterruptedException, SnapshotException {
    io.nats.client.api.AccountStatistics usage;
    try {
      usage = api.ask("INFO", JetStreamManagement::getAccountStatistics);
    } catch (RefusedException e) {
      throw new SnapshotException("The JetStream API cannot be asked: " + e.detail());
    }
    if (plan.wants(Section.JSZ_STREAMS) || plan.wants(Section.JSZ_CONSUMERS)) {
      streams(accountId, domainOf(usage));
    }
    snapshot
        .accounts(List.of(Account.builder(accountId).jetStream(List.of(jetStream(usage))).build()))
        .streams(streams)
        .consumers(consumers.consumers());
  }

  private void streams(String accountId, @Nullable String domain)
      throws IOException, JetStreamApiException, InterruptedException {
    Set<String> unseen = names();
    List<StreamInfo> infos;
    try {
      infos = api.ask("STREAM.LIST", JetStreamManagement::getStreams);
    } catch (RefusedException e) {
      lacks(Status.REFUSED, e.detail());
      return;
    }
    List<OwnConsumers.Owner> owners = new ArrayList<>();
    for (StreamInfo info : infos) {
      String name = info.getConfiguration().getName();
      unseen.remove(name);
      StreamId id = new StreamId(domain, accountId, name);
      streams.add(StreamViews.stream(id, info, server, version));
      owners.add(new OwnConsumers.Owner(id, info.getStreamState().getConsumerCount()));
    }
    // Names come from the meta group; only the leader of a stream says more of it.
    if (!unseen.isEmpty()) {
      lacks(Status.TRUNCATED, "no leader answered for " + unseen.size() + " streams");
    }
    if (plan.wants(Section.JSZ_CONSUMERS)) {
      consumers.read(owners);
      Coverage.Entry lack = consumers.lack();
      if (lack != null) {
        coverage.section(Section.JSZ_CONSUMERS, lack.status(), lack.detail());
      }
    }
  }

  private Set<String> names() throws IOException, JetStreamApiException {
    try {
      return new HashSet<>(api.ask("STREAM.NAMES", JetStreamManagement::getStreamNames));
    } catch (RefusedException e) {
      lacks(
          Status.TRUNCATED,
          "streams whose leader does not answer would not be noticed: " + e.detail());
      return new HashSet<>();
    }
  }

  /** What concerns all streams concerns their consumers too. */
  private void lacks(Status status, String detail) {
    coverage.section(Section.JSZ_STREAMS, status, detail);
    coverage.section(Section.JSZ_CONSUMERS, status, detail);
  }

  private static @Nullable String domainOf(io.nats.client.api.AccountStatistics usage) {
    String domain = usage.getDomain();
    return domain == null || domain.isEmpty() ? null : domain;
  }

  private static AccountJetStream jetStream(io.nats.client.api.AccountStatistics usage) {
    boolean tiers = usage.getTiers() != null && !usage.getTiers().isEmpty();
    AccountLimits limits = usage.getLimits();
    return new AccountJetStream(
        domainOf(usage),
        usage.getMemory(),
        usage.getStorage(),
        tiers ? Limit.of(0) : Limit.fromServer(limits.getMaxMemory()),
        tiers ? Limit.of(0) : Limit.fromServer(limits.getMaxStorage()),
        new ApiStatistics(
            usage.getApi().getTotalApiRequests(),
            usage.getApi().getErrorCount(),
            usage.getApi().getInFlight()));
  }
}
