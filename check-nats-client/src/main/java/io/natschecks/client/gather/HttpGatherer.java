// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers over the monitoring ports of given servers. */
public final class HttpGatherer implements Gatherer {

  private final List<URI> addresses;
  private final HttpClient client;
  private final GatherLimits limits;
  private final Clock clock;
  private final Map<URI, ServerRef> seen = new ConcurrentHashMap<>();

  /** Gathers from addresses such as http://n1.example:8222, with a base path where one is set. */
  public HttpGatherer(List<URI> addresses, HttpClient client, GatherLimits limits, Clock clock) {
    this.addresses = List.copyOf(addresses);
    this.client = client;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public String name() {
    return addresses.stream()
        .limit(3)
        .map(address -> Addresses.withoutSecrets(address.toString()))
        .collect(
            Collectors.joining(", ", "monitoring at ", addresses.size() > 3 ? " and others" : ""));
  }

  @Override
  public String gather(Wanted wanted, ReplySink sink, Deadline deadline)
      throws SnapshotException, InterruptedException {
    Set<String> met = ConcurrentHashMap.newKeySet();
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    Workers.forEach(
        addresses,
        limits.serversAtOnce(),
        address -> {
          HttpMonitor monitor = new HttpMonitor(client, address, deadline);
          try {
            byte[] varz = monitor.ask(MonitoringRequest.varz());
            Target target = target(varz);
            seen.put(address, target.ref());
            if (met.add(target.ref().id())) {
              ServerChannel channel = new ServerChannel(target, monitor, sink, clock);
              gather(channel, varz, wanted.of(target.ref()));
            }
          } catch (Unanswered e) {
            failures.add(e.detail());
            sink.silent(silent(address, e.detail()));
          }
        });
    if (met.isEmpty()) {
      String first = failures.isEmpty() ? "there is no address" : failures.element();
      throw new SnapshotException("No monitoring port answered: " + first);
    }
    return "";
  }

  private void gather(ServerChannel channel, byte[] varz, Set<Section> wanted)
      throws InterruptedException {
    if (wanted.contains(Section.VARZ)) {
      channel.deliver(MonitoringRequest.varz(), varz);
    }
    new ServerGathering(channel, wanted, limits).gather(EnumSet.of(Endpoint.VARZ));
    if (wanted.contains(Section.ACCOUNT_INFO)) {
      accounts(channel);
    }
  }

  private static void accounts(ServerChannel channel) throws InterruptedException {
    List<Section> sections = List.of(Section.ACCOUNT_INFO);
    byte[] list = channel.ask(MonitoringRequest.accountz(), sections);
    if (list == null) {
      return;
    }
    Set<String> accounts = new TreeSet<>();
    JsonNode names = Json.payload(list, false).path("accounts");
    names.forEach(account -> accounts.add(account.asString("")));
    if (!names.isArray()) {
      channel.missing(
          sections, Status.MALFORMED, "the list of accounts of the server cannot be read");
    }
    accounts.remove("");
    accounts.remove("$G");
    for (String account : accounts) {
      channel.relay(MonitoringRequest.accountInfo(account), sections);
    }
  }

  private static Target target(byte[] body) throws Unanswered {
    JsonNode varz = Json.tree(body);
    String id = varz.path("server_id").asString("");
    if (!Tokens.isServerId(id)) {
      throw new Unanswered(Status.MALFORMED, "the answer is not one of a NATS server");
    }
    String name = varz.path("server_name").asString("");
    String cluster = varz.path("cluster").path("name").asString("");
    return new Target(
        new ServerRef(id, name.isEmpty() ? id : name, cluster.isEmpty() ? null : cluster),
        ServerVersion.parse(varz.path("version").asString("")),
        !varz.path("jetstream").isEmpty(),
        varz.path("subscriptions").asLong(-1),
        AnswerBound.NONE);
  }

  private SilentServer silent(URI address, String detail) {
    String label = Addresses.withoutSecrets(address.toString());
    @Nullable ServerRef before = seen.get(address);
    return before == null
        ? new SilentServer(label, null, null, "its monitoring port was asked; " + detail)
        : new SilentServer(
            before.name(),
            before.id(),
            before.cluster(),
            "it answered before at " + label + "; " + detail);
  }
}
