// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers streams, consumers and Raft groups of a server, account by account. */
final class JetStreamDetails {

  private static final ServerVersion SORTED_ACCOUNTS = ServerVersion.parse("2.10.28");
  private static final int MAX_ACCOUNTS = 1 << 20;
  private static final int STREAM_BYTES = 1_200;
  private static final int CONSUMER_BYTES = 900;

  /** Unpacked; on the wire it is a tenth of that, and a leaf link takes one MiB. */
  private static final long MAX_BYTES_OVER_LEAF = 4 << 20;

  private final ServerChannel channel;
  private final Set<Section> sections;
  private final GatherLimits limits;

  JetStreamDetails(ServerChannel channel, Set<Section> wanted, GatherLimits limits) {
    this.channel = channel;
    this.sections = EnumSet.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.RAFTZ);
    this.sections.retainAll(wanted);
    this.limits = limits;
  }

  void gather() throws InterruptedException {
    refuseRaftBefore(channel.asker().raftSince());
    if (sections.isEmpty() || !channel.target().jetStream()) {
      return;
    }
    if (sections.contains(Section.RAFTZ)) {
      channel.relay(MonitoringRequest.metaRaftz(), List.of(Section.RAFTZ));
    }
    byte[] size = channel.ask(MonitoringRequest.jsz(), sections);
    if (size == null) {
      return;
    }
    JsonNode counts = Json.payload(size, channel.asker().enveloped());
    Depth depth = depth(count(counts, "streams"), count(counts, "consumers"));
    for (String account : accounts()) {
      if (depth != Depth.NOTHING) {
        details(account, depth);
      }
      if (sections.contains(Section.RAFTZ)) {
        channel.relay(MonitoringRequest.raftz(account), List.of(Section.RAFTZ));
      }
    }
  }

  /** A count of the server, within what can be reckoned with. */
  private static long count(JsonNode counts, String name) {
    return Math.max(0, Math.min(Integer.MAX_VALUE, counts.path(name).asLong(0)));
  }

  private void refuseRaftBefore(ServerVersion since) {
    ServerVersion version = channel.target().version();
    if (sections.contains(Section.RAFTZ) && version.compareTo(since) < 0) {
      channel.missing(
          List.of(Section.RAFTZ),
          Status.NOT_IN_RELEASE,
          "server " + version + " does not have it; it came with " + since);
      sections.remove(Section.RAFTZ);
    }
  }

  /** How much of the streams is asked for. */
  private enum Depth {
    NOTHING,
    STREAMS,
    CONSUMERS_WITHOUT_CONFIG,
    ALL
  }

  private Depth depth(long streams, long consumers) {
    boolean wantsConsumers = sections.contains(Section.JSZ_CONSUMERS);
    if (!wantsConsumers && !sections.contains(Section.JSZ_STREAMS)) {
      return Depth.NOTHING;
    }
    if (channel.target().overLeaf()) {
      if (streams * STREAM_BYTES > MAX_BYTES_OVER_LEAF) {
        leaveOut(sections, "streams", streams);
        return Depth.NOTHING;
      }
      if (wantsConsumers
          && streams * STREAM_BYTES + consumers * CONSUMER_BYTES > MAX_BYTES_OVER_LEAF) {
        leaveOut(EnumSet.of(Section.JSZ_CONSUMERS), "consumers", consumers);
        return Depth.STREAMS;
      }
    }
    if (!wantsConsumers) {
      return Depth.STREAMS;
    }
    if (consumers <= limits.largeServerConsumers()) {
      return Depth.ALL;
    }
    channel.missing(
        List.of(Section.JSZ_CONSUMERS),
        Status.TRUNCATED,
        "the configuration of consumers was left out: the server has "
            + consumers
            + " of them, more than "
            + limits.largeServerConsumers());
    return Depth.CONSUMERS_WITHOUT_CONFIG;
  }

  private void leaveOut(Set<Section> what, String name, long count) {
    Set<Section> left = EnumSet.copyOf(what);
    left.remove(Section.RAFTZ);
    channel.missing(
        left,
        Status.TRUNCATED,
        "left out: an answer with " + count + " " + name + " can cut the leaf link to the server");
  }

  private void details(String account, Depth depth) throws InterruptedException {
    Set<Section> streams = EnumSet.copyOf(sections);
    streams.remove(Section.RAFTZ);
    if (depth == Depth.ALL) {
      try {
        MonitoringRequest request = MonitoringRequest.jszDetail(account, true, true, 0);
        channel.deliver(request, channel.ask(request));
        return;
      } catch (Unanswered e) {
        if (e.status() != Status.TRUNCATED) {
          channel.missing(streams, e.status(), e.detail());
          return;
        }
        channel.missing(List.of(Section.JSZ_CONSUMERS), e.status(), e.detail());
      }
    }
    streams.remove(Section.JSZ_CONSUMERS);
    channel.relay(MonitoringRequest.jszDetail(account, false, true, 0), streams);
    if (depth == Depth.CONSUMERS_WITHOUT_CONFIG) {
      channel.relay(
          MonitoringRequest.jszDetail(account, true, false, 1), List.of(Section.JSZ_CONSUMERS));
    }
  }

  /** The accounts that use JetStream on the server. */
  private Set<String> accounts() throws InterruptedException {
    Set<String> accounts = new LinkedHashSet<>();
    long total = 0;
    for (int offset = 0; offset == 0 || offset < total; offset += MonitoringRequest.MAX_LIMIT) {
      MonitoringRequest request = MonitoringRequest.jszAccounts(offset);
      byte[] body = channel.ask(request, sections);
      if (body == null) {
        return accounts;
      }
      if (sections.contains(Section.JSZ_STREAMS) || sections.contains(Section.JSZ_CONSUMERS)) {
        // What accounts use is in it, and where there are none it is the whole answer.
        channel.deliver(request, body);
      }
      JsonNode jsz = Json.payload(body, channel.asker().enveloped());
      total = Math.min(jsz.path("accounts").asLong(0), MAX_ACCOUNTS);
      JsonNode page = jsz.path("account_details");
      page.forEach(each -> add(accounts, id(each)));
      if (page.isEmpty()) {
        break;
      }
    }
    if (total > MonitoringRequest.MAX_LIMIT
        && channel.target().version().compareTo(SORTED_ACCOUNTS) < 0) {
      channel.missing(
          sections,
          Status.TRUNCATED,
          "the server lists its " + total + " accounts in no order, so that some may be missing");
    }
    return accounts;
  }

  private static void add(Set<String> accounts, @Nullable String id) {
    if (id != null && !id.isEmpty()) {
      accounts.add(id);
    }
  }

  private static @Nullable String id(JsonNode account) {
    String id = account.path("id").asString("");
    return id.isEmpty() ? account.path("name").asString("") : id;
  }
}
