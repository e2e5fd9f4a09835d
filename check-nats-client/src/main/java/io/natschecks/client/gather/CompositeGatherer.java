// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.client.gather.Gaps.Gap;
import io.natschecks.client.gather.Gaps.Lack;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Fills the gaps of one gatherer from another. */
public final class CompositeGatherer implements Gatherer {

  private final Gatherer first;
  private final Gatherer second;

  /** The second is asked only for what the first could not get. */
  public CompositeGatherer(Gatherer first, Gatherer second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public String name() {
    return first.name() + ", with gaps filled from " + second.name();
  }

  @Override
  public String gather(Wanted wanted, ReplySink sink, Deadline deadline)
      throws SnapshotException, InterruptedException {
    Gaps missed = new Gaps(sink);
    String note;
    try {
      note = first.gather(wanted, missed, deadline.part(2, 3));
    } catch (SnapshotException e) {
      return onlySecond(wanted, sink, deadline, e);
    }
    Refill refill = new Refill(missed, wanted, sink);
    try {
      second.gather(refill, refill.rest(), deadline);
    } catch (SnapshotException e) {
      // Its addresses are among the silent ones by now; what the first got stands.
    }
    refill.settle();
    return note;
  }

  private String onlySecond(
      Wanted wanted, ReplySink sink, Deadline deadline, SnapshotException failure)
      throws SnapshotException, InterruptedException {
    try {
      second.gather(wanted, sink, deadline);
    } catch (SnapshotException e) {
      failure.addSuppressed(e);
      throw new SnapshotException(failure.getMessage() + "; " + e.getMessage(), failure);
    }
    return "from " + second.name() + " alone: " + failure.getMessage();
  }

  /** Asks the second for the gaps of the first, and tells the sink what is still missing. */
  private static final class Refill implements Wanted {
    private final Gaps missed;
    private final Wanted wanted;
    private final ReplySink sink;
    private final Gaps rest;
    private final Map<String, Set<Section>> asked = new ConcurrentHashMap<>();

    Refill(Gaps missed, Wanted wanted, ReplySink sink) {
      this.missed = missed;
      this.wanted = wanted;
      this.sink = sink;
      this.rest = new Gaps(sink);
    }

    Gaps rest() {
      return rest;
    }

    @Override
    public Set<Section> of(ServerRef server) {
      Set<Section> open = EnumSet.noneOf(Section.class);
      open.addAll(wanted.of(server));
      if (missed.hasSeen(server.id())) {
        open.removeIf(
            section ->
                !missed.isOpen(server.id(), section) && !missed.lacks().containsKey(section));
      }
      asked.put(server.id(), open);
      return open;
    }

    void settle() {
      for (Gap gap : missed.all()) {
        if (!isFilled(gap)) {
          sink.missing(gap.server(), gap.section(), gap.status(), gap.detail());
        }
      }
      for (Gap gap : rest.all()) {
        if (!missed.has(gap.server().id(), gap.section())) {
          sink.missing(gap.server(), gap.section(), gap.status(), gap.detail());
        }
      }
      missed.lacks().forEach(this::settle);
      missed.silentServers().stream().filter(server -> !answered(server)).forEach(sink::silent);
      rest.silentServers().stream().filter(this::isNews).forEach(sink::silent);
    }

    /** What neither has is lacking; what the second has is missing of the others. */
    private void settle(Section section, Lack lack) {
      if (rest.lacks().containsKey(section) || asked.isEmpty()) {
        sink.unavailable(section, lack.status(), lack.detail());
        return;
      }
      for (ServerRef server : missed.servers()) {
        if (!asked.getOrDefault(server.id(), Set.of()).contains(section)) {
          sink.missing(server, section, lack.status(), lack.detail());
        }
      }
    }

    private boolean isFilled(Gap gap) {
      String id = gap.server().id();
      return asked.getOrDefault(id, Set.of()).contains(gap.section())
          && !rest.has(id, gap.section());
    }

    private boolean answered(SilentServer silent) {
      return rest.servers().stream().anyMatch(server -> isSame(silent, server));
    }

    private boolean isNews(SilentServer silent) {
      return missed.servers().stream().noneMatch(server -> isSame(silent, server))
          && missed.silentServers().stream()
              .noneMatch(known -> silent.id() != null && silent.id().equals(known.id()));
    }

    private static boolean isSame(SilentServer silent, ServerRef server) {
      @Nullable String id = silent.id();
      return id == null ? silent.name().equals(server.name()) : id.equals(server.id());
    }
  }
}
