// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.core.history.DamagedHistoryException;
import io.natschecks.core.history.HistoryFile;
import io.natschecks.core.history.HistoryFile.Section;
import io.natschecks.core.history.WindowHistory;
import io.natschecks.core.report.AuditHistory;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an auditor knows, kept in a store of its host if that has one. One caller at a time. */
final class KeptHistory {

  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

  private static final String FINDINGS = "findings";
  private static final String SAMPLES = "samples";

  private final @Nullable HistoryStore store;
  private final Memory memory;
  private final FindingTracker tracker;
  private final Function<String, @Nullable CheckDescriptor> checks;
  private final Tenure tenure;
  private boolean isLoaded;
  private boolean isDamaged;
  private boolean isChanged;
  private @Nullable String problem;

  KeptHistory(
      @Nullable HistoryStore store,
      Memory memory,
      FindingTracker tracker,
      Function<String, @Nullable CheckDescriptor> checks,
      Tenure tenure) {
    this.store = store;
    this.memory = memory;
    this.tracker = tracker;
    this.checks = checks;
    this.tenure = tenure;
  }

  AuditHistory described() {
    WindowHistory history = memory.history();
    return new AuditHistory(
        history.window(), history.seen(), store == null ? null : name(store), problem);
  }

  /** Says that there is something new to be kept. */
  void changed() {
    isChanged = true;
  }

  /** Reads what was kept, until that has succeeded once. */
  void load() {
    if (store == null || isLoaded) {
      return;
    }
    try {
      read(store);
      isLoaded = true;
      problem = null;
    } catch (DamagedHistoryException e) {
      isLoaded = true;
      isDamaged = true;
      report(
          "The history in "
              + name(store)
              + " cannot be used: "
              + reason(e)
              + setAsideIfPossible(store));
    } catch (IOException | RuntimeException e) {
      report("The history cannot be read, and nothing is saved until it can: " + reason(e));
    }
  }

  private void read(HistoryStore store) throws IOException {
    WindowHistory samples = memory.emptyHistory();
    AtomicReference<KnownFindings> findings = new AtomicReference<>(KnownFindings.NONE);
    try (InputStream in = store.open()) {
      if (in == null) {
        return;
      }
      HistoryFile.read(
          List.of(
              new Section<>(FINDINGS, part -> findings.set(KnownFindings.read(part, checks))),
              new Section<>(SAMPLES, samples::read)),
          in);
    }
    memory.restore(samples);
    tracker.restore(Objects.requireNonNull(findings.get()));
  }

  private String setAsideIfPossible(HistoryStore store) {
    try {
      return "; it is kept as " + PlainText.oneLine(setAside(store));
    } catch (IOException | RuntimeException e) {
      return "; nothing is saved until it is out of the way: " + reason(e);
    }
  }

  private String setAside(HistoryStore store) throws IOException {
    String place = store.setAside();
    isDamaged = false;
    return place;
  }

  /** Keeps what is known now, if that is not kept already and nobody else has taken over. */
  void save() throws IOException {
    if (store == null || !isChanged || !tenure.lasts()) {
      return;
    }
    load();
    if (!isLoaded) {
      throw new IOException(problem);
    }
    try {
      if (isDamaged) {
        setAside(store);
      }
      store.replace(
          out -> {
            HistoryFile.write(
                List.of(
                    new Section<>(FINDINGS, tracker.known()::write),
                    new Section<>(SAMPLES, memory.history()::write)),
                out);
            // Writing may have taken long. What is given to the store now is what counts.
            tenure.renew();
          });
      isChanged = false;
      problem = null;
    } catch (IOException | RuntimeException e) {
      problem = "The history cannot be saved: " + reason(e);
      throw new IOException(problem, e);
    }
  }

  private void report(String what) {
    if (!what.equals(problem)) {
      LOG.warn("{}", what);
    }
    problem = what;
  }

  private static String name(HistoryStore store) {
    return PlainText.oneLine(store.name());
  }

  private static String reason(Exception e) {
    return PlainText.oneLine(e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
