// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Finds what single servers did not answer, in captures that do not say it: an endpoint that some
 * server answered was asked of all.
 */
final class Unanswered {

  private final Set<Endpoint> asked = EnumSet.noneOf(Endpoint.class);
  private final Map<ServerRef, Set<Endpoint>> answered = new LinkedHashMap<>();

  Unanswered(Collection<RecordedReply> replies) {
    for (RecordedReply reply : replies) {
      asked.add(reply.endpoint());
      answered
          .computeIfAbsent(reply.server(), server -> EnumSet.noneOf(Endpoint.class))
          .add(reply.endpoint());
    }
  }

  List<RecordedGap> gaps(BiPredicate<ServerRef, Endpoint> expected) {
    List<RecordedGap> gaps = new ArrayList<>();
    answered.forEach(
        (server, endpoints) -> {
          for (Endpoint endpoint : EnumSet.copyOf(asked)) {
            if (!endpoints.contains(endpoint) && expected.test(server, endpoint)) {
              Sections.of(endpoint)
                  .forEach(
                      section ->
                          gaps.add(
                              new RecordedGap(
                                  server,
                                  section,
                                  Status.TIMED_OUT,
                                  "the capture holds no answer")));
            }
          }
        });
    return gaps;
  }
}
