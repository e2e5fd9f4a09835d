// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.GatewayAccount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes GATEWAYZ. */
final class GatewayzDecoder {

  private final Json json;
  private final Drops drops;

  GatewayzDecoder(Json json, Drops drops) {
    this.json = json;
    this.drops = drops;
  }

  List<Gateway> decode() {
    List<Gateway> gateways = new ArrayList<>();
    boolean outbound = false;
    boolean inbound = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "outbound_gateways" -> {
          gateways.addAll(json.values(drops, remote -> gateway(remote, true)));
          outbound = true;
        }
        case "inbound_gateways" -> {
          for (List<Gateway> remote : json.values(drops, this::inbound)) {
            gateways.addAll(remote);
          }
          inbound = true;
        }
        default -> json.skip();
      }
    }
    json.require(outbound, "outbound_gateways");
    json.require(inbound, "inbound_gateways");
    gateways.sort(
        Comparator.comparing(Gateway::remoteCluster)
            .thenComparing(Gateway::outbound, Comparator.reverseOrder())
            .thenComparingLong(Gateway::cid));
    return gateways;
  }

  private List<Gateway> inbound(String remote) {
    return json.list(drops, () -> gateway(remote, false));
  }

  private @Nullable Gateway gateway(String remote, boolean outbound) {
    Gateway.Builder gateway = Gateway.builder(remote, outbound);
    boolean connected = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "configured" -> gateway.configured(json.flag());
        case "connection" -> {
          connected = json.isObject();
          connection(gateway);
        }
        case "accounts" -> gateway.accounts(accounts());
        default -> json.skip();
      }
    }
    json.require(connected, "connection");
    return json.isFaulty() ? null : gateway.build();
  }

  private void connection(Gateway.Builder gateway) {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "cid" -> gateway.cid(json.count());
        case "name" -> gateway.remoteId(json.shared());
        case "start" -> gateway.start(json.time());
        case "rtt" -> gateway.rtt(json.goDuration());
        case "pending_bytes" -> gateway.pendingBytes(json.count());
        default -> json.skip();
      }
    }
  }

  private List<GatewayAccount> accounts() {
    List<GatewayAccount> accounts = new ArrayList<>(json.strictList(this::account));
    accounts.sort(Comparator.comparing(GatewayAccount::account));
    return accounts;
  }

  private @Nullable GatewayAccount account() {
    String name = null;
    String mode = null;
    long noInterest = 0;
    long threshold = 0;
    long subscriptions = 0;
    long queueSubscriptions = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "interest_mode" -> mode = json.shared();
        case "no_interest_count" -> noInterest = json.count();
        case "interest_only_threshold" -> threshold = json.count();
        case "num_subs" -> subscriptions = json.count();
        case "num_queue_subs" -> queueSubscriptions = json.count();
        default -> json.skip();
      }
    }
    json.require(name != null, "accounts.name");
    json.require(mode != null, "interest_mode");
    return name == null || mode == null
        ? null
        : new GatewayAccount(name, mode, noInterest, threshold, subscriptions, queueSubscriptions);
  }
}
