// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Traffic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes ACCSTATZ. */
final class AccstatzDecoder {

  /**
   * An account in the answer.
   *
   * @param account account id
   * @param name readable name; null if it has none
   * @param statistics what the server counts for it
   */
  record Entry(String account, @Nullable String name, AccountStatistics statistics) {}

  private final Json json;
  private final String serverId;

  AccstatzDecoder(Json json, String serverId) {
    this.json = json;
    this.serverId = serverId;
  }

  @Nullable List<Entry> decode(Drops drops) {
    List<Entry> entries = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("account_statz")) {
        entries = json.list(drops, this::entry);
      } else {
        json.skip();
      }
    }
    json.require(entries != null, "account_statz");
    return entries;
  }

  private @Nullable Entry entry() {
    String account = null;
    String name = null;
    int connections = -1;
    AccountStatistics.Builder statistics = AccountStatistics.builder(serverId);
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "acc" -> account = json.shared();
        case "name" -> name = json.shared();
        case "conns" -> connections = json.size();
        case "leafnodes" -> statistics.leafNodes(json.size());
        case "total_conns" -> statistics.totalConnections(json.size());
        case "num_subscriptions" -> statistics.subscriptions(json.count());
        case "slow_consumers" -> statistics.slowConsumers(json.count());
        case "sent" -> statistics.sent(traffic());
        case "received" -> statistics.received(traffic());
        default -> json.skip();
      }
    }
    json.require(account != null, "acc");
    json.require(connections >= 0, "conns");
    return account == null || json.isFaulty()
        ? null
        : new Entry(account, name, statistics.connections(connections).build());
  }

  private Traffic traffic() {
    long messages = 0;
    long bytes = 0;
    Long gatewayBytes = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "msgs" -> messages = json.count();
        case "bytes" -> bytes = json.count();
        case "gateways" -> gatewayBytes = traffic().bytes();
        default -> json.skip();
      }
    }
    return new Traffic(messages, bytes, gatewayBytes);
  }
}
