// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes JSZ, with or without accounts, streams and consumers. */
final class JszDecoder {

  /**
   * An account in the answer.
   *
   * @param id account id
   * @param name readable name; null if it has none
   * @param usage its use of JetStream
   */
  record AccountDetail(String id, @Nullable String name, AccountJetStream usage) {}

  /**
   * A decoded answer.
   *
   * @param server the server's own values; null where they cannot be read
   * @param accounts the accounts
   * @param streams the streams
   * @param consumers the consumers
   * @param droppedStreams streams and accounts left out
   * @param droppedConsumers consumers left out
   */
  record Answer(
      @Nullable JetStreamServer server,
      List<AccountDetail> accounts,
      List<StreamEntry> streams,
      List<Consumer> consumers,
      Drops droppedStreams,
      Drops droppedConsumers) {}

  private final Json json;
  private final Origin origin;
  private final @Nullable String onlyAccount;
  private final boolean wantsConsumers;
  private final JetStreamDecoder.Fields head = new JetStreamDecoder.Fields();
  private final List<StreamEntry> streams = new ArrayList<>();
  private final List<Consumer> consumers = new ArrayList<>();
  private final Drops droppedStreams = new Drops();
  private final Drops droppedConsumers = new Drops();
  private List<AccountDetail> accounts = List.of();
  private Instant now;

  /**
   * Prepares decoding.
   *
   * @param onlyAccount the account that was asked about, null for all: 2.9 answers with all others
   *     when it does not have that one
   */
  JszDecoder(Json json, Origin origin, @Nullable String onlyAccount, boolean wantsConsumers) {
    this.json = json;
    this.origin = origin;
    this.onlyAccount = onlyAccount;
    this.wantsConsumers = wantsConsumers;
    this.now = origin.at();
  }

  /** Decodes; a fault that is left in the reader concerns the server's own values. */
  Answer decode() {
    int streamCount = -1;
    int consumerCount = -1;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "now" -> {
          Instant time = json.time();
          now = time == null ? now : time;
        }
        case "disabled" -> head.server.enabled(!json.flag());
        case "config" -> head.config(json);
        case "limits" -> head.limits(json);
        case "streams" -> streamCount = json.size();
        case "consumers" -> consumerCount = json.size();
        case "streams_leader" -> head.server.streamsLed(json.size());
        case "consumers_leader" -> head.server.consumersLed(json.size());
        case "meta_cluster" -> head.server.metaGroup(ClusterDecoder.meta(json, origin));
        case "account_details" -> accountDetails();
        default -> {
          if (!head.statistic(json, field)) {
            json.skip();
          }
        }
      }
    }
    head.check(json);
    json.require(streamCount >= 0, "streams");
    json.require(consumerCount >= 0, "consumers");
    head.server.streams(streamCount).consumers(consumerCount);
    return new Answer(
        json.isFaulty() ? null : head.server.build(),
        accounts,
        streams,
        consumers,
        droppedStreams,
        droppedConsumers);
  }

  private void accountDetails() {
    String outer = json.takeFault();
    accounts = json.list(droppedStreams, this::account);
    String noList = json.takeFault();
    if (noList != null) {
      droppedStreams.add(noList);
    }
    json.fault(outer);
  }

  private @Nullable AccountDetail account() {
    String id = null;
    String name = null;
    long memory = 0;
    long storage = 0;
    Limit memoryLimit = Limit.of(0);
    Limit storageLimit = Limit.of(0);
    ApiStatistics api = new ApiStatistics(0, 0, 0);
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "id" -> id = json.shared();
        case "name" -> name = json.shared();
        case "memory" -> memory = json.count();
        case "storage" -> storage = json.count();
        case "reserved_memory" -> memoryLimit = limit();
        case "reserved_storage" -> storageLimit = limit();
        case "api" -> api = JetStreamDecoder.api(json);
        case "stream_detail" -> streams(id == null ? name : id);
        default -> json.skip();
      }
    }
    String key = id == null ? name : id;
    json.require(key != null, "account_details.id");
    if (key == null || isUnasked(key)) {
      return null;
    }
    AccountJetStream usage =
        new AccountJetStream(domain(), memory, storage, memoryLimit, storageLimit, api);
    return json.isFaulty() ? null : new AccountDetail(key, name, usage);
  }

  private boolean isUnasked(String account) {
    return onlyAccount != null && !onlyAccount.equals(account);
  }

  /** Reads the limit that an account has in place of a reservation; all bits set is no limit. */
  private Limit limit() {
    long bits = json.unsigned();
    if (bits < -1) {
      json.fault("reserved");
    }
    return Limit.fromServer(bits);
  }

  private void streams(@Nullable String account) {
    if (account == null || isUnasked(account)) {
      json.require(account != null, "account_details.id");
      json.skip();
      return;
    }
    String domain = domain();
    streams.addAll(json.list(droppedStreams, () -> stream(domain, account)));
  }

  private @Nullable String domain() {
    String configured = head.domain();
    return configured == null ? origin.domain() : configured;
  }

  private @Nullable StreamEntry stream(@Nullable String domain, String account) {
    return new StreamDecoder(json, origin)
        .decode(
            name -> new StreamId(domain, account, name), wantsConsumers ? this::consumers : null);
  }

  private void consumers(StreamId stream) {
    ConsumerDecoder decoder = new ConsumerDecoder(json, origin, stream, now);
    consumers.addAll(json.list(droppedConsumers, decoder::decode));
  }
}
