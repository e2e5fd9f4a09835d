// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.Endpoint;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which sections the answers of an endpoint fill. */
final class Sections {

  private Sections() {}

  /** The sections of an endpoint; none for statistics, which belong to every snapshot. */
  static Set<Section> of(Endpoint endpoint) {
    return switch (endpoint) {
      case STATSZ -> EnumSet.noneOf(Section.class);
      case VARZ -> EnumSet.of(Section.VARZ);
      case HEALTHZ -> EnumSet.of(Section.HEALTHZ);
      case JSZ -> EnumSet.of(Section.JSZ);
      case JSZ_DETAIL -> EnumSet.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
      case CONNZ -> EnumSet.of(Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS);
      case CONNZ_CLOSED -> EnumSet.of(Section.CONNZ_CLOSED);
      case ROUTEZ -> EnumSet.of(Section.ROUTEZ);
      case GATEWAYZ -> EnumSet.of(Section.GATEWAYZ, Section.GATEWAYZ_ACCOUNTS);
      case LEAFZ -> EnumSet.of(Section.LEAFZ, Section.LEAFZ_SUBSCRIPTIONS);
      case SUBSZ -> EnumSet.of(Section.SUBSZ);
      case ACCOUNTZ -> EnumSet.of(Section.ACCOUNTZ);
      case ACCOUNT_INFO -> EnumSet.of(Section.ACCOUNT_INFO);
      case ACCSTATZ -> EnumSet.of(Section.ACCSTATZ);
      case RAFTZ -> EnumSet.of(Section.RAFTZ);
    };
  }

  static Set<Section> of(Collection<RecordedReply> replies) {
    Set<Section> sections = EnumSet.noneOf(Section.class);
    replies.forEach(reply -> sections.addAll(of(reply.endpoint())));
    return sections;
  }
}
