// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds servers that must exist, because others are linked to them, but did not answer. */
final class Suspects {

  /** How many servers are asked for their links, at most, to name those that are silent. */
  private static final int MAX_WITNESSES = 8;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * A server that did not answer.
   *
   * @param ref names it
   * @param known how it is known
   */
  record Suspect(ServerRef ref, String known) {}

  private final SystemAccount system;
  private final Topology topology;
  private final Deadline deadline;
  private final Map<String, Suspect> byId = new LinkedHashMap<>();

  Suspects(SystemAccount system, Topology topology, Deadline deadline) {
    this.system = system;
    this.topology = topology;
    this.deadline = deadline;
  }

  /** Looks at what answered before, and at links into silence. */
  Map<String, Suspect> find(Map<ServerRef, Instant> seen) throws InterruptedException {
    int witnesses = 0;
    for (Topology.Links server : topology.servers()) {
      boolean route = topology.hasRouteToSilence(server);
      boolean gateway = topology.hasGatewayToSilence(server);
      if ((route || gateway) && witnesses++ < MAX_WITNESSES) {
        if (route) {
          routes(server);
        }
        if (gateway) {
          gateways(server);
        }
      }
    }
    seen.forEach(
        (ref, at) -> {
          if (!topology.hasName(ref)) {
            suspect(ref, "it answered last at " + at);
          }
        });
    return byId;
  }

  private void routes(Topology.Links witness) throws InterruptedException {
    for (JsonNode route : payload(MonitoringRequest.routez(), witness.ref()).path("routes")) {
      String id = route.path("remote_id").asString("");
      String name = route.path("remote_name").asString("");
      if (name.isEmpty()) {
        name = witness.routes().getOrDefault(route.path("rid").asLong(-1), "");
      }
      suspect(
          new ServerRef(id, name.isEmpty() ? id : name, witness.ref().cluster()),
          "a route of server " + witness.ref().name() + " leads to it");
    }
  }

  private void gateways(Topology.Links witness) throws InterruptedException {
    JsonNode gateways = payload(MonitoringRequest.gatewayz(false), witness.ref());
    String known = "a gateway of server " + witness.ref().name() + " leads to it";
    gateways
        .path("outbound_gateways")
        .properties()
        .forEach(gateway -> gateway(gateway.getKey(), gateway.getValue(), known));
    gateways
        .path("inbound_gateways")
        .properties()
        .forEach(
            gateway -> gateway.getValue().forEach(each -> gateway(gateway.getKey(), each, known)));
  }

  private void gateway(String cluster, JsonNode gateway, String known) {
    if (topology.isSilentCluster(cluster)) {
      String id = gateway.path("connection").path("name").asString("");
      suspect(new ServerRef(id, id, cluster), known);
    }
  }

  private void suspect(ServerRef ref, String known) {
    if (Tokens.isServerId(ref.id()) && !topology.knows(ref.id())) {
      byId.merge(ref.id(), new Suspect(ref, known), Suspects::better);
    }
  }

  /** The one that has a name. */
  private static Suspect better(Suspect one, Suspect other) {
    return one.ref.name().equals(one.ref.id()) ? new Suspect(other.ref, one.known) : one;
  }

  private JsonNode payload(MonitoringRequest request, ServerRef server)
      throws InterruptedException {
    try {
      return Json.payload(system.ask(request, server, TIMEOUT, deadline), true);
    } catch (Unanswered e) {
      return Json.tree(new byte[0]);
    }
  }
}
