// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers streams, consumers and Raft groups of one account of a server: as much as its answers can
 * carry, streams before consumers, and configurations last. There is no finer slice than an
 * account.
 */
final class AccountStreams {

  private static final List<Section> STREAMS = List.of(Section.JSZ_STREAMS);
  private static final List<Section> CONSUMERS = List.of(Section.JSZ_CONSUMERS);
  private static final List<Section> RAFT = List.of(Section.RAFTZ);

  private final ServerChannel channel;
  private final Set<Section> sections;
  private final AnswerBound bound;
  private final JetStreamAmount whole;
  private final boolean consumerConfigs;

  /**
   * Prepares for one server.
   *
   * @param whole what the server has in all accounts
   * @param consumerConfigs whether configurations of consumers are wanted
   */
  AccountStreams(
      ServerChannel channel,
      Set<Section> sections,
      JetStreamAmount whole,
      boolean consumerConfigs) {
    this.channel = channel;
    this.sections = sections;
    this.bound = channel.target().bound();
    this.whole = whole;
    this.consumerConfigs = consumerConfigs;
  }

  void gather(String account) throws InterruptedException {
    if (bound.takesConfigured(whole.all())) {
      streams(account, whole, null);
      raft(account, whole);
      return;
    }
    byte[] bare = channel.ask(bareStreams(account), sections);
    if (bare != null) {
      JetStreamAmount amount = whole.listedIn(Json.payload(bare, channel.asker().enveloped()));
      streams(account, amount, bare);
      raft(account, amount);
    }
  }

  private static MonitoringRequest bareStreams(String account) {
    return MonitoringRequest.jszDetail(account, false, false, 0);
  }

  private void streams(String account, JetStreamAmount amount, byte @Nullable [] bare)
      throws InterruptedException {
    boolean wantsConsumers = sections.contains(Section.JSZ_CONSUMERS);
    if (!wantsConsumers && !sections.contains(Section.JSZ_STREAMS)) {
      return;
    }
    boolean inOne = wantsConsumers && consumerConfigs && bound.takesConfigured(amount.all());
    if (inOne && everything(account)) {
      return;
    }
    if (bare == null || bound.takesConfigured(amount.streams())) {
      channel.relay(MonitoringRequest.jszDetail(account, false, true, 0), STREAMS);
    } else {
      channel.deliver(bareStreams(account), bare);
      leaveOut(STREAMS, "the configuration of " + amount.streams() + " streams", account);
    }
    if (wantsConsumers) {
      consumers(account, amount);
    }
  }

  /** Asks for all in one answer, and says whether that is settled. */
  private boolean everything(String account) throws InterruptedException {
    MonitoringRequest request = MonitoringRequest.jszDetail(account, true, true, 0);
    try {
      channel.deliver(request, channel.ask(request));
      return true;
    } catch (Unanswered e) {
      if (e.status() == Status.TRUNCATED) {
        channel.missing(
            CONSUMERS, e.status(), "the configuration of consumers was left out: " + e.detail());
        return false;
      }
      Set<Section> both = EnumSet.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
      both.retainAll(sections);
      channel.missing(both, e.status(), e.detail());
      return true;
    }
  }

  private void consumers(String account, JetStreamAmount amount) throws InterruptedException {
    if (!bound.takes(amount.all())) {
      leaveOut(CONSUMERS, amount.consumers() + " consumers", account);
      return;
    }
    if (consumerConfigs && amount.consumers() > 0 && !bound.takesConfigured(amount.all())) {
      leaveOut(CONSUMERS, "the configuration of " + amount.consumers() + " consumers", account);
    }
    channel.relay(MonitoringRequest.jszDetail(account, true, false, 1), CONSUMERS);
  }

  private void raft(String account, JetStreamAmount amount) throws InterruptedException {
    if (!sections.contains(Section.RAFTZ)) {
      return;
    }
    if (bound.takes(amount.raftGroups())) {
      channel.relay(MonitoringRequest.raftz(account), RAFT);
    } else {
      leaveOut(RAFT, "up to " + amount.raftGroups() + " Raft groups", account);
    }
  }

  private void leaveOut(List<Section> section, String what, String account) {
    channel.missing(
        section,
        Status.TRUNCATED,
        "left out: "
            + what
            + " of account "
            + Json.excerpt(account)
            + ", as an answer with them can cut the leaf link to the server");
  }
}
