// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gathers streams, consumers and Raft groups of a server, account by account. */
final class JetStreamDetails {

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
    JetStreamAmount whole =
        JetStreamAmount.ofServer(Json.payload(size, channel.asker().enveloped()));
    if (!channel.target().bound().takes(whole.streams())) {
      channel.missing(
          sections,
          Status.TRUNCATED,
          "left out: an answer with up to "
              + whole.streams()
              + " streams can cut the leaf link to the server");
      return;
    }
    AccountStreams streams =
        new AccountStreams(channel, sections, whole, wantsConsumerConfigs(whole.consumers()));
    for (String account : new JetStreamAccounts(channel, sections).list()) {
      streams.gather(account);
    }
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

  private boolean wantsConsumerConfigs(long consumers) {
    if (!sections.contains(Section.JSZ_CONSUMERS) || consumers <= limits.largeServerConsumers()) {
      return true;
    }
    channel.missing(
        List.of(Section.JSZ_CONSUMERS),
        Status.TRUNCATED,
        "the configuration of consumers was left out: the server has "
            + consumers
            + " of them, more than "
            + limits.largeServerConsumers());
    return false;
  }
}
