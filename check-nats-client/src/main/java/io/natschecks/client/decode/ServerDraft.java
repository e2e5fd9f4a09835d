// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.SubscriptionStatistics;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one server so far. */
final class ServerDraft {

  private final ServerRef ref;
  private final Map<Endpoint, Instant> newest = new EnumMap<>(Endpoint.class);
  private @Nullable ServerHeader header;
  private @Nullable Instant headerAt;
  private boolean answered;

  final ConnectionPages connections = new ConnectionPages();
  final ConnectionPages closedConnections = new ConnectionPages();
  VarzDecoder.@Nullable Answer varz;
  @Nullable Health health;
  @Nullable JetStreamServer jsz;
  @Nullable JetStreamServer jszOfDetail;
  @Nullable List<Route> routes;
  @Nullable List<Gateway> gateways;
  @Nullable List<LeafNode> leafNodes;
  @Nullable SubscriptionStatistics subscriptionStatistics;

  ServerDraft(ServerRef ref) {
    this.ref = ref;
  }

  ServerRef ref() {
    return ref;
  }

  boolean hasAnswered() {
    return answered;
  }

  /** Notes an answer and says whether it is the newest of its kind so far. */
  boolean isNewest(Endpoint endpoint, Instant at) {
    answered = true;
    return newest
        .merge(endpoint, at, (known, other) -> other.isBefore(known) ? known : other)
        .equals(at);
  }

  void header(ServerHeader value, Instant at) {
    if (headerAt == null || !at.isBefore(headerAt)) {
      header = value;
      headerAt = at;
    }
  }

  /** The best that is known of JetStream here: JSZ, else the head of another JSZ answer. */
  @Nullable JetStreamServer jetStreamServer() {
    JetStreamServer detail = jszOfDetail;
    if (jsz == null || detail == null || jsz.streamsLed() != null) {
      return jsz == null ? detail : jsz;
    }
    // Only answers with Raft groups count what a server leads.
    return jsz.toBuilder()
        .streamsLed(detail.streamsLed())
        .consumersLed(detail.consumersLed())
        .build();
  }

  /** The same, where JSZ is missing from VARZ, in which streams and consumers are not counted. */
  @Nullable JetStreamServer jetStreamServerOrVarz() {
    JetStreamServer known = jetStreamServer();
    return known != null || varz == null ? known : varz.jetStream();
  }

  /** Says whether the server is known to run no JetStream now. */
  boolean runsNoJetStream() {
    JetStreamServer known = jetStreamServerOrVarz();
    return known == null
        ? header != null && Boolean.FALSE.equals(header.jetStream())
        : !known.enabled();
  }

  String name() {
    String told = told().name();
    return told == null ? ref.name() : told;
  }

  @Nullable String cluster() {
    String told = told().cluster();
    return told == null ? ref.cluster() : told;
  }

  private ServerHeader told() {
    if (header != null) {
      return header;
    }
    return varz == null
        ? new ServerHeader(null, null, null, null, null, List.of(), Map.of())
        : varz.header();
  }

  @Nullable String domain() {
    JetStreamServer known = jetStreamServerOrVarz();
    return known == null || known.domain() == null ? told().domain() : known.domain();
  }

  Server build() {
    ServerHeader told = told();
    String text = told.version() == null && varz != null ? varz.header().version() : told.version();
    ServerVersion version = text == null ? ServerVersion.UNKNOWN : ServerVersion.parse(text);
    JetStreamServer known = jetStreamServerOrVarz();
    boolean on = known != null && known.enabled();
    return Server.builder(ref.id(), name())
        .cluster(cluster())
        .version(version)
        .jetStream(on || Boolean.TRUE.equals(told.jetStream()))
        .domain(domain())
        .tags(told.tags())
        .metadata(told.metadata())
        .statistics(varz == null ? null : varz.statistics())
        .config(varz == null ? null : varz.config())
        .health(health == null ? null : typed(health, version))
        .jetStreamServer(known)
        .routes(routes)
        .gateways(gateways)
        .leafNodes(leafNodes)
        .subscriptionStatistics(subscriptionStatistics)
        .build();
  }

  private static Health typed(Health health, ServerVersion version) {
    return new Health(
        health.status(),
        health.statusCode(),
        health.error(),
        health.errors(),
        !health.errors().isEmpty() || version.isAtLeast(2, 10));
  }
}
