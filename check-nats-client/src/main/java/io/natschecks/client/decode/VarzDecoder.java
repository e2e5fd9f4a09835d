// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.KindCounts;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.TlsCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes VARZ. */
final class VarzDecoder {

  /**
   * A decoded answer.
   *
   * @param header who the server is
   * @param statistics what it counts
   * @param config how it is configured
   * @param jetStream its JetStream, without counts of streams and consumers
   */
  record Answer(
      ServerHeader header,
      ServerStatistics statistics,
      ServerConfig config,
      JetStreamServer jetStream) {}

  /** What every release writes, zero or not. */
  private static final List<String> REQUIRED =
      List.of(
          "start",
          "now",
          "mem",
          "cpu",
          "connections",
          "total_connections",
          "routes",
          "remotes",
          "leafnodes",
          "subscriptions",
          "in_msgs",
          "out_msgs",
          "in_bytes",
          "out_bytes",
          "slow_consumers",
          "max_connections");

  private final Json json;
  private final Origin origin;
  private final ServerStatistics.Builder statistics =
      ServerStatistics.builder(Instant.EPOCH, Instant.EPOCH);
  private final ServerConfig.Builder config = ServerConfig.builder();
  private final List<TlsCertificate> certificates = new ArrayList<>();
  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String cluster;
  private List<String> tags = List.of();
  private Map<String, String> metadata = Map.of();
  private @Nullable JetStreamServer jetStream;

  VarzDecoder(Json json, Origin origin) {
    this.json = json;
    this.origin = origin;
  }

  @Nullable Answer decode() {
    Set<String> missing = new LinkedHashSet<>(REQUIRED);
    for (String field = json.enter(); field != null; field = json.next()) {
      missing.remove(field);
      if (!statistic(field) && !setting(field)) {
        part(field);
      }
    }
    if (!missing.isEmpty()) {
      json.fault(missing.iterator().next());
    }
    if (json.isFaulty()) {
      return null;
    }
    JetStreamServer known = jetStream == null ? JetStreamServer.builder(false).build() : jetStream;
    ServerHeader header =
        new ServerHeader(name, cluster, version, known.domain(), known.enabled(), tags, metadata);
    return new Answer(header, statistics.build(), config.certificates(certificates).build(), known);
  }

  private boolean statistic(String field) {
    switch (field) {
      case "start" -> statistics.start(required(field));
      case "now" -> statistics.now(required(field));
      case "cpu" -> statistics.cpu(json.decimal());
      case "cores" -> statistics.cores(json.size());
      case "gomaxprocs" -> statistics.gomaxprocs(json.size());
      case "mem" -> statistics.memory(json.count());
      case "gomemlimit" -> statistics.memoryLimit(memoryLimit());
      case "connections" -> statistics.connections(json.size());
      case "total_connections" -> statistics.totalConnections(json.count());
      case "routes" -> statistics.routes(json.size());
      case "remotes" -> statistics.remotes(json.size());
      case "leafnodes" -> statistics.leafNodes(json.size());
      case "subscriptions" -> statistics.subscriptions(json.count());
      case "in_msgs" -> statistics.inMessages(json.count());
      case "out_msgs" -> statistics.outMessages(json.count());
      case "in_bytes" -> statistics.inBytes(json.count());
      case "out_bytes" -> statistics.outBytes(json.count());
      case "slow_consumers" -> statistics.slowConsumers(json.count());
      case "slow_consumer_stats" -> statistics.slowConsumersByKind(kinds());
      case "stale_connections" -> statistics.staleConnections(json.count());
      case "stale_connection_stats" -> statistics.staleConnectionsByKind(kinds());
      case "stalled_clients" -> statistics.stalledClients(json.count());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean setting(String field) {
    switch (field) {
      case "auth_required" -> config.authRequired(json.flag());
      case "tls_required" -> config.tlsRequired(json.flag());
      case "host" -> config.host(json.shared());
      case "port" -> config.port(json.size());
      case "max_connections" -> config.maxConnections(json.positiveLimit());
      case "max_payload" -> config.maxPayload(json.count());
      case "max_pending" -> config.maxPending(json.count());
      case "write_deadline" -> config.writeDeadline(json.nanos());
      case "ping_interval" -> config.pingInterval(json.nanos());
      case "ping_max" -> config.pingMax(json.size());
      case "config_load_time" -> config.configLoadTime(json.time());
      case "config_digest" -> config.configDigest(json.shared());
      case "system_account" -> config.systemAccount(json.shared());
      case "trusted_operators_jwt", "trusted_operators_claim" -> {
        config.operatorMode(!json.isNull());
        json.skip();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void part(String field) {
    switch (field) {
      case "server_name" -> name = json.shared();
      case "version" -> version = json.shared();
      case "tags" -> tags = json.texts();
      case "metadata" -> metadata = json.textMap();
      case "cluster" -> cluster();
      case "gateway" -> gateway();
      case "leaf" -> listener("leafnode");
      case "websocket", "mqtt" -> listener(field);
      case "tls_cert_not_after" -> certificate("client");
      case "jetstream" -> jetStream = JetStreamDecoder.varz(json, origin);
      default -> json.skip();
    }
  }

  private Instant required(String field) {
    Instant time = json.time();
    json.require(time != null, field);
    return time == null ? Instant.EPOCH : time;
  }

  private @Nullable Limit memoryLimit() {
    long bytes = json.count();
    return bytes == 0 ? null : bytes == Long.MAX_VALUE ? Limit.unlimited() : Limit.of(bytes);
  }

  private KindCounts kinds() {
    long clients = 0;
    long routes = 0;
    long gateways = 0;
    long leafNodes = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "clients" -> clients = json.count();
        case "routes" -> routes = json.count();
        case "gateways" -> gateways = json.count();
        case "leafs" -> leafNodes = json.count();
        default -> json.skip();
      }
    }
    return new KindCounts(clients, routes, gateways, leafNodes);
  }

  private void cluster() {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> cluster = json.shared();
        case "pool_size" -> config.clusterPoolSize((int) Math.max(0, json.whole()));
        case "tls_cert_not_after" -> certificate("cluster");
        default -> json.skip();
      }
    }
  }

  private void gateway() {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> config.gatewayName(json.shared());
        case "reject_unknown" -> config.rejectUnknownGateways(json.flag());
        case "gateways" ->
            config.configuredGateways(
                json.strictList(this::gatewayName).stream().sorted().distinct().toList());
        case "tls_cert_not_after" -> certificate("gateway");
        default -> json.skip();
      }
    }
  }

  private @Nullable String gatewayName() {
    String gateway = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("name")) {
        gateway = json.shared();
      } else {
        json.skip();
      }
    }
    return gateway;
  }

  private void listener(String listener) {
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("tls_cert_not_after")) {
        certificate(listener);
      } else {
        json.skip();
      }
    }
  }

  private void certificate(String listener) {
    Instant notAfter = json.time();
    if (notAfter != null) {
      certificates.add(new TlsCertificate(listener, notAfter));
    }
  }
}
