// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands answers on, and keeps back what is missing while it may still be had elsewhere. */
final class Gaps implements ReplySink {

  /** What became of a section of a server. */
  record Gap(ServerRef server, Section section, Status status, String detail) {}

  /** What became of a section of all servers. */
  record Lack(Status status, String detail) {}

  private final ReplySink sink;
  private final Map<String, ServerRef> seen = new HashMap<>();
  private final Map<String, Map<Section, Gap>> gaps = new HashMap<>();
  private final Map<Section, Lack> lacks = new EnumMap<>(Section.class);
  private final List<SilentServer> silent = new ArrayList<>();

  Gaps(ReplySink sink) {
    this.sink = sink;
  }

  @Override
  public void reply(Reply reply) {
    synchronized (this) {
      seen.put(reply.server().id(), reply.server());
    }
    sink.reply(reply);
  }

  @Override
  public synchronized void missing(
      ServerRef server, Section section, Status status, String detail) {
    seen.put(server.id(), server);
    gaps.computeIfAbsent(server.id(), id -> new EnumMap<>(Section.class))
        .putIfAbsent(section, new Gap(server, section, status, detail));
  }

  @Override
  public synchronized void unavailable(Section section, Status status, String detail) {
    lacks.putIfAbsent(section, new Lack(status, detail));
  }

  @Override
  public synchronized void silent(SilentServer server) {
    silent.add(server);
  }

  @Override
  public void services(AccountServices services) {
    sink.services(services);
  }

  @Override
  public void apiErrors(ApiErrors errors) {
    sink.apiErrors(errors);
  }

  /** Whether the server has been seen, be it that something is missing of it. */
  synchronized boolean hasSeen(String serverId) {
    return seen.containsKey(serverId);
  }

  /** The servers that have been seen. */
  synchronized List<ServerRef> servers() {
    return List.copyOf(seen.values());
  }

  /** Whether nothing came that another source would only double. */
  synchronized boolean isOpen(String serverId, Section section) {
    Gap gap = gaps.getOrDefault(serverId, Map.of()).get(section);
    return gap != null && gap.status() != Status.TRUNCATED;
  }

  synchronized List<Gap> all() {
    return gaps.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  synchronized boolean has(String serverId, Section section) {
    return gaps.getOrDefault(serverId, Map.of()).containsKey(section);
  }

  synchronized Map<Section, Lack> lacks() {
    return Map.copyOf(lacks);
  }

  synchronized List<SilentServer> silentServers() {
    return List.copyOf(silent);
  }
}
