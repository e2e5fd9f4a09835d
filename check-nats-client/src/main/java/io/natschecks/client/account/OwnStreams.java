// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.AccountLimits;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamInfo;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.client.gather.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the streams and consumers of the account that a connection is in. */
public final class OwnStreams {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final JetStreamManagement api;
  private final SnapshotPlan plan;
  private final String server;
  private final ServerVersion version;
  private final Clock clock;
  private final Deadline deadline;
  private final Coverage.Builder coverage;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Consumer> consumers = new ArrayList<>();

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
    this.api =
        connection.jetStreamManagement(JetStreamOptions.builder().requestTimeout(TIMEOUT).build());
    this.server = String.valueOf(connection.getServerInfo().getServerName());
    this.version = ServerVersion.parse(String.valueOf(connection.getServerInfo().getVersion()));
    this.plan = plan;
    this.clock = clock;
    this.deadline = deadline;
    this.coverage = coverage;
  }

  /**
   * Reads what the plan wants and the account can see.
   *
   * @param accountId the account
   * @param snapshot takes it
   */
  public void read(String accountId, Snapshot.Builder snapshot)
      throws IOException, JetStreamApiException, InterruptedException {
    io.nats.client.api.AccountStatistics usage = api.getAccountStatistics();
    if (plan.wants(Section.JSZ_STREAMS) || plan.wants(Section.JSZ_CONSUMERS)) {
      streams(accountId, domainOf(usage));
    }
    snapshot
        .accounts(List.of(Account.builder(accountId).jetStream(List.of(jetStream(usage))).build()))
        .streams(streams)
        .consumers(consumers);
  }

  private void streams(String accountId, @Nullable String domain)
      throws IOException, JetStreamApiException, InterruptedException {
    Set<String> unseen = new HashSet<>(api.getStreamNames());
    int read = 0;
    List<StreamInfo> infos = api.getStreams();
    for (StreamInfo info : infos) {
      String name = info.getConfiguration().getName();
      unseen.remove(name);
      StreamId id = new StreamId(domain, accountId, name);
      streams.add(StreamViews.stream(id, info, server, version));
      if (plan.wants(Section.JSZ_CONSUMERS) && !deadline.isOver()) {
        consumers(id, info.getStreamState().getConsumerCount());
        read++;
      }
    }
    if (plan.wants(Section.JSZ_CONSUMERS) && read < infos.size()) {
      coverage.section(
          Section.JSZ_CONSUMERS,
          Status.TRUNCATED,
          "the time was over after " + read + " of " + infos.size() + " streams");
    }
    // Names come from the meta group; only the leader of a stream says more of it.
    if (!unseen.isEmpty()) {
      String detail = "no leader answered for " + unseen.size() + " streams";
      coverage.section(Section.JSZ_STREAMS, Status.TRUNCATED, detail);
      coverage.section(Section.JSZ_CONSUMERS, Status.TRUNCATED, detail);
    }
  }

  private void consumers(StreamId stream, long expected)
      throws IOException, JetStreamApiException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    List<ConsumerInfo> infos = api.getConsumers(stream.name());
    for (ConsumerInfo info : infos) {
      consumers.add(ConsumerViews.consumer(stream, info, server, clock.instant()));
    }
    // Hidden consumers of mirrors and sources are counted, but have no name here.
    if (infos.size() < expected && infos.size() < api.getConsumerNames(stream.name()).size()) {
      coverage.section(
          Section.JSZ_CONSUMERS,
          Status.TRUNCATED,
          "no leader answered for some consumers of stream " + stream.name());
    }
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
