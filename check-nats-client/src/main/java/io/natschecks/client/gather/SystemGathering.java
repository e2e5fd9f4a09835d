// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.client.gather.LightRequests.Light;
import io.natschecks.client.gather.Suspects.Suspect;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One gathering over the system account. */
final class SystemGathering {

  /** With more servers than this, small answers are asked for one by one too. */
  private static final int MAX_SERVERS_AT_ONCE = 300;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Connection connection;
  private final SystemAccount system;
  private final GatherLimits limits;
  private final LeafLinks leafLinks;
  private final Wanted wanted;
  private final ReplySink sink;
  private final Deadline deadline;
  private final Clock clock;
  private final Topology topology = new Topology();
  private final Map<String, Envelope> envelopes = new LinkedHashMap<>();
  private final Map<String, Long> subscriptions = new HashMap<>();
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** A server that takes part, what is wanted of it, and what it has answered. */
  record Member(Target target, Set<Section> wanted, Set<Endpoint> answered) {}

  SystemGathering(
      Connection connection,
      GatherLimits limits,
      LeafLinks leafLinks,
      Wanted wanted,
      ReplySink sink,
      Deadline deadline,
      Clock clock) {
    this.connection = connection;
    this.system = new SystemAccount(connection);
    this.limits = limits;
    this.leafLinks = leafLinks;
    this.wanted = wanted;
    this.sink = sink;
    this.deadline = deadline;
    this.clock = clock;
  }

  Topology topology() {
    return topology;
  }

  /** Says whether a section was wanted of any server. */
  boolean wants(Section section) {
    return members.values().stream().anyMatch(member -> member.wanted.contains(section));
  }

  void gather(Map<ServerRef, Instant> seen) throws SnapshotException, InterruptedException {
    discover();
    askSuspects(new Suspects(system, topology, deadline).find(seen));
    enlist();
    Set<Section> union = EnumSet.noneOf(Section.class);
    members.values().forEach(member -> union.addAll(member.wanted));
    if (members.size() <= MAX_SERVERS_AT_ONCE) {
      for (Light light : LightRequests.of(union)) {
        scatter(light);
      }
    }
    new AccountDetails(system, members.values(), this::deliver, sink, deadline)
        .gather(limits.requestsInFlight());
    Workers.forEach(members.values(), limits.serversAtOnce(), this::gatherRest);
  }

  private void discover() throws SnapshotException, InterruptedException {
    try {
      system.scatter(MonitoringRequest.statsz(), Set.of(), deadline, this::meet);
    } catch (NoResponders e) {
      throw new SnapshotException(
          "The connection is not in the system account: connect as a user of the system account,"
              + " read the monitoring ports over HTTP, or look at the streams of this account"
              + " alone");
    } catch (Unanswered e) {
      throw new SnapshotException("No server can be asked: " + e.detail());
    }
    if (envelopes.isEmpty()) {
      throw new SnapshotException("No server answered in time");
    }
  }

  private synchronized void meet(Envelope envelope, byte[] statsz) {
    ServerRef server = envelope.server();
    envelopes.put(server.id(), envelope);
    topology.add(server, statsz);
    subscriptions.put(
        server.id(), Json.tree(statsz).path("statsz").path("subscriptions").asLong(-1));
    deliver(MonitoringRequest.statsz(), server, statsz);
  }

  private void askSuspects(Map<String, Suspect> suspects) throws InterruptedException {
    Workers.forEach(
        suspects.values(),
        limits.requestsInFlight(),
        suspect -> {
          try {
            byte[] body = system.ask(MonitoringRequest.statsz(), suspect.ref(), TIMEOUT, deadline);
            Envelope envelope = Envelope.of(body);
            if (envelope != null) {
              meet(envelope, body);
            }
          } catch (Unanswered e) {
            ServerRef ref = suspect.ref();
            sink.silent(
                new SilentServer(
                    ref.name(), ref.id(), ref.cluster(), suspect.known() + "; " + e.detail()));
          }
        });
  }

  /** Decides who takes part, now that all links are known. */
  private void enlist() {
    String connected = String.valueOf(connection.getServerInfo().getServerId());
    ServerRef own = topology.find(connected);
    Set<String> near =
        topology.clustersAround(
            own == null ? connection.getServerInfo().getCluster() : own.cluster());
    long maxPayload = connection.getMaxPayload();
    for (Envelope envelope : envelopes.values()) {
      ServerRef ref = envelope.server();
      Set<Section> sections = wanted.of(ref);
      if (!sections.isEmpty()) {
        boolean isNear =
            ref.id().equals(connected) || (ref.cluster() != null && near.contains(ref.cluster()));
        AnswerBound bound = isNear ? AnswerBound.NONE : leafLinks.bound(ref, maxPayload);
        Target target =
            new Target(
                ref,
                envelope.version(),
                envelope.jetStream(),
                subscriptions.getOrDefault(ref.id(), -1L),
                bound);
        Set<Endpoint> none = EnumSet.noneOf(Endpoint.class);
        members.put(ref.id(), new Member(target, sections, none));
      }
    }
  }

  private void scatter(Light light) throws InterruptedException {
    Set<String> expected =
        members.values().stream()
            .filter(member -> light.sections().stream().anyMatch(member.wanted::contains))
            .map(member -> member.target.ref().id())
            .collect(Collectors.toSet());
    if (expected.isEmpty()) {
      return;
    }
    try {
      system.scatter(
          light.request(),
          expected,
          deadline,
          (envelope, body) -> {
            Member member = members.get(envelope.server().id());
            // What was refused is asked for once more, and what the server says then is recorded.
            if (member != null
                && expected.contains(envelope.server().id())
                && envelope.error() == null) {
              member.answered.add(light.endpoint());
              deliver(light.request(), member.target.ref(), body);
            }
          });
    } catch (Unanswered e) {
      // Each server is asked for it once more, and what it says then is recorded.
    }
  }

  private void deliver(MonitoringRequest request, ServerRef server, byte[] body) {
    sink.reply(
        new Reply(
            request.endpoint(),
            server,
            request.account(),
            request.page(),
            clock.instant(),
            true,
            body));
  }

  private void gatherRest(Member member) throws InterruptedException {
    ServerRef server = member.target.ref();
    Asker asker = new SystemAsker(system, server, deadline);
    if (member.target.bound().isOverLeaf()) {
      asker = leafLinks.watch(asker, server, deadline);
    }
    ServerChannel channel = new ServerChannel(member.target, asker, sink, clock);
    new ServerGathering(channel, member.wanted, limits).gather(member.answered);
  }
}
