// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What leaf links have shown to bear. Answers are reckoned before they are asked for, but nobody
 * can know how long configurations are; so a server of which one did not come is not asked for
 * configurations again.
 */
final class LeafLinks {

  private static final int MAX_SEEN = 10_000;

  private final Set<String> cut = ConcurrentHashMap.newKeySet();

  /** What may be asked of a server behind a leaf link. */
  AnswerBound bound(ServerRef server, long maxPayload) {
    AnswerBound bound = AnswerBound.ofLeaf(maxPayload);
    return cut.contains(server.id()) ? bound.withoutConfiguration() : bound;
  }

  /** Watches the answers of a server behind a leaf link. */
  Asker watch(Asker asker, ServerRef server, Deadline deadline) {
    return new Watched(asker, server, deadline);
  }

  private final class Watched implements Asker {
    private final Asker asker;
    private final ServerRef server;
    private final Deadline deadline;

    Watched(Asker asker, ServerRef server, Deadline deadline) {
      this.asker = asker;
      this.server = server;
      this.deadline = deadline;
    }

    @Override
    public byte[] ask(MonitoringRequest request) throws Unanswered, InterruptedException {
      try {
        return asker.ask(request);
      } catch (Unanswered e) {
        if (request.endpoint() == Endpoint.JSZ_DETAIL
            && e.status() == Status.TIMED_OUT
            && !deadline.isOver()
            && cut.size() < MAX_SEEN) {
          cut.add(server.id());
        }
        throw e;
      }
    }

    @Override
    public boolean enveloped() {
      return asker.enveloped();
    }

    @Override
    public ServerVersion raftSince() {
      return asker.raftSince();
    }
  }
}
