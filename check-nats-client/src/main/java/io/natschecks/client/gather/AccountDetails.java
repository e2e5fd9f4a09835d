// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.client.gather.SystemGathering.Member;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Gathers each account in detail, of all servers that have it loaded. */
final class AccountDetails {

  /** Hands an answer on. */
  interface Delivery {
    void deliver(MonitoringRequest request, ServerRef server, byte[] body);
  }

  private final SystemAccount system;
  private final Map<String, ServerRef> servers = new ConcurrentHashMap<>();
  private final Delivery delivery;
  private final ReplySink sink;
  private final Deadline deadline;

  AccountDetails(
      SystemAccount system,
      Collection<Member> members,
      Delivery delivery,
      ReplySink sink,
      Deadline deadline) {
    this.system = system;
    this.delivery = delivery;
    this.sink = sink;
    this.deadline = deadline;
    for (Member member : members) {
      if (member.wanted().contains(Section.ACCOUNT_INFO)) {
        servers.put(member.target().ref().id(), member.target().ref());
      }
    }
  }

  void gather(int atOnce) throws InterruptedException {
    if (!servers.isEmpty()) {
      Workers.forEach(accounts(), atOnce, this::detail);
    }
  }

  /** The accounts that any server has loaded, without the one that cannot be asked for. */
  private Set<String> accounts() throws InterruptedException {
    Set<String> accounts = new TreeSet<>();
    try {
      Set<String> answered =
          system.scatter(
              MonitoringRequest.accountz(),
              Set.copyOf(servers.keySet()),
              deadline,
              (envelope, body) -> {
                JsonNode list = Json.payload(body, true).path("accounts");
                list.forEach(account -> accounts.add(account.asString("")));
                if (!list.isArray()) {
                  unreadable(envelope.server());
                }
              });
      giveUp(answered, Status.TIMED_OUT, "the server did not list its accounts");
    } catch (Unanswered e) {
      giveUp(Set.of(), e.status(), "accounts cannot be listed: " + e.detail());
    }
    accounts.remove("");
    accounts.remove("$G");
    return accounts;
  }

  private void unreadable(ServerRef server) {
    if (servers.containsKey(server.id())) {
      sink.missing(
          server,
          Section.ACCOUNT_INFO,
          Status.MALFORMED,
          "the list of accounts of the server cannot be read");
    }
  }

  private void detail(String account) throws InterruptedException {
    MonitoringRequest request = MonitoringRequest.accountInfo(account);
    Set<String> expected = Set.copyOf(servers.keySet());
    if (expected.isEmpty()) {
      return;
    }
    if (deadline.isOver()) {
      giveUp(Set.of(), Status.TIMED_OUT, Unanswered.outOfTime().detail());
      return;
    }
    if (!request.isSendable()) {
      servers.values().forEach(server -> unsendable(server, account));
      return;
    }
    try {
      Set<String> answered =
          system.scatter(
              request,
              expected,
              deadline,
              (envelope, body) -> {
                // A server that has not loaded the account says so with an error, which counts.
                if (expected.contains(envelope.server().id())) {
                  delivery.deliver(request, envelope.server(), body);
                }
              });
      giveUp(answered, Status.TIMED_OUT, "no answer for account " + Json.excerpt(account));
    } catch (Unanswered e) {
      giveUp(Set.of(), e.status(), e.detail());
    }
  }

  private void unsendable(ServerRef server, String account) {
    sink.missing(
        server,
        Section.ACCOUNT_INFO,
        Status.TRUNCATED,
        "account " + Json.excerpt(account) + " has a name that no request can hold");
  }

  /** Servers that did not answer are not asked for further accounts. */
  private void giveUp(Set<String> answered, Status status, String detail) {
    for (ServerRef server : List.copyOf(servers.values())) {
      if (!answered.contains(server.id()) && servers.remove(server.id()) != null) {
        sink.missing(server, Section.ACCOUNT_INFO, status, detail);
      }
    }
  }
}
