// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sections of a snapshot the answers of an endpoint fill. */
public final class Sections {

  private Sections() {}

  /**
   * Names the sections of an endpoint.
   *
   * @param endpoint the endpoint
   * @return its sections; none for statistics, which belong to every snapshot
   */
  public static List<Section> of(Endpoint endpoint) {
    return switch (endpoint) {
      case STATSZ -> List.of();
      case VARZ -> List.of(Section.VARZ);
      case HEALTHZ -> List.of(Section.HEALTHZ);
      case JSZ -> List.of(Section.JSZ);
      case JSZ_DETAIL -> List.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
      case CONNZ -> List.of(Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
      case CONNZ_CLOSED -> List.of(Section.CONNZ_CLOSED);
      case ROUTEZ -> List.of(Section.ROUTEZ);
      case GATEWAYZ -> List.of(Section.GATEWAYZ, Section.GATEWAYZ_ACCOUNTS);
      case LEAFZ -> List.of(Section.LEAFZ, Section.LEAFZ_SUBSCRIPTIONS);
      case SUBSZ -> List.of(Section.SUBSZ);
      case ACCOUNTZ -> List.of(Section.ACCOUNTZ);
      case ACCOUNT_INFO -> List.of(Section.ACCOUNT_INFO);
      case ACCSTATZ -> List.of(Section.ACCSTATZ);
      case RAFTZ -> List.of(Section.RAFTZ);
    };
  }

  /** Names the section without which another cannot be had; null if there is none. */
  static @Nullable Section parent(Section section) {
    return switch (section) {
      case JSZ_CONSUMERS -> Section.JSZ_STREAMS;
      case CONNZ_SUBSCRIPTIONS -> Section.CONNZ;
      case SERVICES -> Section.CONNZ_SUBSCRIPTIONS;
      case GATEWAYZ_ACCOUNTS -> Section.GATEWAYZ;
      case LEAFZ_SUBSCRIPTIONS -> Section.LEAFZ;
      default -> null;
    };
  }
}
