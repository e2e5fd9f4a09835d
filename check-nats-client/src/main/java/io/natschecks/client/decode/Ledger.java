// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what became of each section on each server, and makes the coverage of it. */
final class Ledger {

  private static final int MOST_ACCOUNTS = 5;
  private static final Entry NO_ANSWER = new Entry(Status.TIMED_OUT, "no answer");
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::status).thenComparing(Entry::detail);

  /** One section on one server. */
  private static final class Line {
    final Drops drops = new Drops();
    boolean answered;
    boolean complete;
    @Nullable Entry missing;
    @Nullable Entry problem;
  }

  private final Map<Section, Map<String, Line>> lines = new EnumMap<>(Section.class);
  private final Map<Section, Entry> unavailable = new EnumMap<>(Section.class);

  private final Map<Section, Map<String, String>> accounts = new EnumMap<>(Section.class);

  private Line line(Section section, String serverId) {
    return lines
        .computeIfAbsent(section, key -> new HashMap<>())
        .computeIfAbsent(serverId, key -> new Line());
  }

  /** An answer came. */
  void answered(Section section, String serverId) {
    line(section, serverId).answered = true;
  }

  /** It is here, or the server has none of it, so that whatever else happened does no harm. */
  void complete(Section section, String serverId) {
    line(section, serverId).complete = true;
  }

  /** An answer came that is no use, or is not all. */
  void problem(Section section, String serverId, Status status, String detail) {
    Line line = line(section, serverId);
    line.problem = first(line.problem, new Entry(status, detail));
  }

  /** Elements of an answer were left out. */
  void dropped(Section section, String serverId, Drops drops) {
    line(section, serverId).drops.add(drops);
  }

  /** The source says that something is missing. */
  void missing(Section section, String serverId, Status status, String detail) {
    Line line = line(section, serverId);
    line.missing = first(line.missing, new Entry(status, detail));
  }

  /** The source says that no server gives a section. */
  void unavailable(Section section, Status status, String detail) {
    unavailable.put(section, first(unavailable.get(section), new Entry(status, detail)));
  }

  /** Something was not had of an account, whatever the servers gave. */
  void account(Section section, String account, String detail) {
    accounts
        .computeIfAbsent(section, key -> new TreeMap<>())
        .merge(account, detail, (known, other) -> known.compareTo(other) <= 0 ? known : other);
  }

  /** Picks one of two, whichever came first. */
  private static Entry first(@Nullable Entry known, Entry other) {
    return known == null || ORDER.compare(other, known) < 0 ? other : known;
  }

  Coverage coverage(SnapshotPlan plan, Collection<String> serverIds) {
    Coverage.Builder coverage = Coverage.builder();
    for (Section section : plan.sections()) {
      Entry whole = unavailable(section);
      if (whole == null) {
        Map<String, Entry> entries = new TreeMap<>();
        serverIds.forEach(id -> entries.put(id, entry(section, id)));
        Entry common = common(entries.values());
        whole = common;
        entries.forEach(
            (id, entry) -> {
              if (!entry.equals(common)) {
                coverage.server(section, id, entry.status(), entry.detail());
              }
            });
      }
      coverage.section(section, whole.status(), withAccounts(section, whole.detail()));
    }
    return coverage.build();
  }

  /** Says of the first accounts what was not had of them. */
  private String withAccounts(Section section, String detail) {
    Map<String, String> lacking = accounts.getOrDefault(section, Map.of());
    List<String> details = new ArrayList<>();
    if (!detail.isEmpty()) {
      details.add(detail);
    }
    lacking.entrySet().stream()
        .limit(MOST_ACCOUNTS)
        .forEach(each -> details.add("account " + each.getKey() + ": " + each.getValue()));
    if (lacking.size() > MOST_ACCOUNTS) {
      details.add("and " + (lacking.size() - MOST_ACCOUNTS) + " more accounts");
    }
    return String.join("; ", details);
  }

  private @Nullable Entry unavailable(Section section) {
    for (Section at = section; at != null; at = Sections.parent(at)) {
      Entry entry = unavailable.get(at);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** A section is gathered as a whole if anything of it is here, else it is what is most common. */
  private static Entry common(Collection<Entry> entries) {
    Map<Entry, Integer> counts = new TreeMap<>(ORDER);
    for (Entry entry : entries) {
      if (entry.isGathered() || entry.status() == Status.TRUNCATED) {
        return Entry.GATHERED;
      }
      counts.merge(entry, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(NO_ANSWER);
  }

  private Entry entry(Section section, String serverId) {
    Line line = lines.getOrDefault(section, Map.of()).get(serverId);
    if (line != null && line.complete) {
      return Entry.GATHERED;
    }
    for (Section at = section; at != null; at = Sections.parent(at)) {
      Line above = lines.getOrDefault(at, Map.of()).get(serverId);
      if (above != null && above.missing != null) {
        return above.missing;
      }
    }
    if (line == null) {
      return NO_ANSWER;
    }
    if (line.problem != null) {
      return line.problem;
    }
    if (!line.drops.isEmpty()) {
      return new Entry(Status.TRUNCATED, line.drops.detail());
    }
    return line.answered ? Entry.GATHERED : NO_ANSWER;
  }
}
