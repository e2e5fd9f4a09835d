// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.history.Track;
import io.natschecks.api.monitor.Lease;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.overview.Overviews;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.report.AuditHistory;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Baseline;
import io.natschecks.core.report.CheckOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audits one deployment again and again. It remembers the snapshot before and the history that the
 * checks ask for, and follows findings from audit to audit: keep one auditor a deployment. Safe for
 * use by several threads; audits run one after the other.
 *
 * <pre>{@code
 * try (Auditor auditor = Auditor.create()) {
 *   AuditReport report = auditor.audit(source);
 *   System.out.print(TextReport.plain().format(report));
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class Auditor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

  private final CheckRegistry registry;
  private final AuditConfig config;
  private final SnapshotPlan plan;
  private final Memory memory;
  private final FindingTracker tracker;
  private final BudgetedRunner runner;
  private final @Nullable OwnThreads ownThreads;
  private final KeptHistory kept;
  private final @Nullable Baseline baseline;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  private Auditor(Builder builder) {
    this.registry = builder.registry == null ? CheckRegistry.load() : builder.registry;
    this.config = builder.config;
    config.validate(registry.descriptors());
    List<CheckDescriptor> enabled =
        registry.descriptors().stream().filter(config::enables).toList();
    this.plan = new SnapshotPlan(sectionsOf(enabled), builder.deadline);
    this.memory = new Memory(enabled, config.window());
    this.tracker = new FindingTracker(config.window(), builder.flapping);
    this.kept =
        new KeptHistory(builder.store, memory, tracker, registry::find, new Tenure(builder.lease));
    this.baseline = builder.baseline;
    this.ownThreads = builder.executor == null ? new OwnThreads() : null;
    Executor executor =
        builder.executor == null ? Objects.requireNonNull(ownThreads) : builder.executor;
    this.runner = new BudgetedRunner(executor, builder.parallelism, config.timeBudget());
  }

  /**
   * Creates an auditor of all checks that can be loaded, with their defaults.
   *
   * @return the auditor
   */
  public static Auditor create() {
    return builder().build();
  }

  /**
   * Starts an auditor.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The checks, whether they are enabled or not.
   *
   * @return the registry
   */
  public CheckRegistry registry() {
    return registry;
  }

  /**
   * The configuration.
   *
   * @return the configuration
   */
  public AuditConfig config() {
    return config;
  }

  /**
   * What a snapshot must hold so that every enabled check can see all it looks at.
   *
   * @return the plan by which {@link #audit(SnapshotSource)} takes snapshots
   */
  public SnapshotPlan plan() {
    return plan;
  }

  /**
   * Takes a snapshot and audits it.
   *
   * @param source takes the snapshot
   * @return the report
   * @throws SnapshotException if nothing of the deployment could be seen
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException if the auditor is closed
   */
  public AuditReport audit(SnapshotSource source) throws SnapshotException, InterruptedException {
    begin();
    try {
      return audit(source.take(plan));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Audits a snapshot. It becomes part of the history; snapshots come in the order in which they
   * were taken. One that is earlier than the one before means that a clock was set back: the past
   * is forgotten then, because nothing can be compared with it.
   *
   * @param snapshot the snapshot
   * @return the report
   * @throws InterruptedException if the thread is interrupted; what was begun is given up
   * @throws IllegalStateException if the auditor is closed
   */
  public AuditReport audit(Snapshot snapshot) throws InterruptedException {
    begin();
    try {
      long start = System.nanoTime();
      Instant previousAt = tracker.known().auditedAt();
      Map<Track<?>, String> brokenTracks = memory.sample(snapshot, runner);
      Acceptances acceptances = new Acceptances(config, baseline, snapshot, registry.descriptors());
      Snapshot previous = memory.previousOf(snapshot);
      List<CheckOutcome> outcomes =
          new Evaluation(config, snapshot, previous, memory.history(), brokenTracks, acceptances)
              .run(registry.checks(), runner);
      FindingTracker.Findings findings = tracker.follow(snapshot, outcomes, acceptances);
      memory.keep(snapshot);
      kept.changed();
      return new AuditReport(
          snapshot.takenAt(),
          snapshot.source(),
          snapshot.duration(),
          Duration.ofNanos(System.nanoTime() - start),
          previousAt,
          findings.current(),
          findings.resolved(),
          findings.unconfirmed(),
          outcomes,
          snapshot.coverage(),
          snapshot.servers().stream().map(Entity::of).toList(),
          snapshot.silentServers(),
          registry.problems(),
          kept.described(),
          acceptances.report(findings.accepted(), outcomes),
          Overviews.of(snapshot, memory.history(), outcomes, findings.current()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Remembers a snapshot without auditing it, so that a first audit has something to compare with.
   *
   * @param snapshot a snapshot, earlier than the one to be audited
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException if the auditor is closed
   */
  public void remember(Snapshot snapshot) throws InterruptedException {
    begin();
    try {
      memory.sample(snapshot, runner);
      memory.keep(snapshot);
      kept.changed();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps what is known now in the {@linkplain Builder#history(HistoryStore) store}. Does nothing
   * without one, or if nothing was audited since it was last kept. It waits for an audit that is
   * under way. How often to save is up to the host: what was seen since is lost if it ends without
   * {@link #close()}.
   *
   * @throws IOException if it cannot be kept; what was kept before is still there
   */
  public void save() throws IOException {
    lock.lock();
    try {
      kept.save();
    } finally {
      lock.unlock();
    }
  }

  private void begin() throws InterruptedException {
    if (closed) {
      throw new IllegalStateException("the auditor is closed");
    }
    lock.lockInterruptibly();
    kept.load();
  }

  /**
   * Ends the auditor and its own threads. An executor of the host is left alone. What is known is
   * {@linkplain #save() saved}; if that fails, it is logged.
   */
  @Override
  public void close() {
    closed = true;
    try {
      save();
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    }
    if (ownThreads != null) {
      ownThreads.close();
    }
  }

  private static Set<Section> sectionsOf(Collection<CheckDescriptor> checks) {
    Set<Section> sections = EnumSet.noneOf(Section.class);
    for (CheckDescriptor check : checks) {
      sections.addAll(check.requires());
      sections.addAll(check.uses());
    }
    return sections;
  }

  /**
   * Builds an auditor. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private @Nullable CheckRegistry registry;
    private AuditConfig config = AuditConfig.DEFAULT;
    private @Nullable Executor executor;
    private int parallelism = Math.min(4, Runtime.getRuntime().availableProcessors());
    private Duration deadline = SnapshotPlan.DEFAULT_DEADLINE;
    private Openings.Rule flapping = new Openings.Rule(3, Duration.ofHours(1));
    private @Nullable HistoryStore store;
    private @Nullable Baseline baseline;
    private @Nullable Lease lease;

    private Builder() {}

    /**
     * Sets the checks.
     *
     * @param value a registry; unless set, all checks that can be loaded
     * @return this builder
     */
    public Builder registry(CheckRegistry value) {
      this.registry = Objects.requireNonNull(value, "registry");
      return this;
    }

    /**
     * Uses given checks and no others.
     *
     * @param checks the checks
     * @return this builder
     */
    public Builder checks(Collection<? extends Check> checks) {
      return registry(CheckRegistry.of(checks));
    }

    /**
     * Uses the checks that a class loader sees.
     *
     * @param classLoader the class loader
     * @return this builder
     */
    public Builder classLoader(ClassLoader classLoader) {
      return registry(CheckRegistry.load(classLoader));
    }

    /**
     * Sets the configuration.
     *
     * @param value the configuration; {@link AuditConfig#DEFAULT} unless set
     * @return this builder
     */
    public Builder config(AuditConfig value) {
      this.config = Objects.requireNonNull(value, "config");
      return this;
    }

    /**
     * Lets checks run on an executor of the host. A time budget can only be enforced by one that
     * has threads of its own: what runs in the calling thread runs to its end.
     *
     * @param value the executor; unless set, daemon threads that end with the auditor
     * @return this builder
     */
    public Builder executor(Executor value) {
      this.executor = Objects.requireNonNull(value, "executor");
      return this;
    }

    /**
     * Sets how many checks run side by side.
     *
     * @param value at least 1; unless set, the number of processors, and no more than 4
     * @return this builder
     * @throws IllegalArgumentException if the value is less than 1
     */
    public Builder parallelism(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("at least one check runs at a time, not " + value);
      }
      this.parallelism = value;
      return this;
    }

    /**
     * Sets how long a snapshot may take.
     *
     * @param value the deadline of {@link Auditor#plan()}; {@link SnapshotPlan#DEFAULT_DEADLINE}
     *     unless set
     * @return this builder
     */
    public Builder deadline(Duration value) {
      this.deadline = Objects.requireNonNull(value, "deadline");
      return this;
    }

    /**
     * Keeps what the auditor knows while the host does not run: the samples of the window, and
     * since when each finding has been there. It is read before the first audit, and written by
     * {@link Auditor#save()} and {@link Auditor#close()}.
     *
     * <p>Trouble with it ends no audit. It is logged, and {@link AuditHistory#problem()} tells it.
     * Damaged data is {@linkplain HistoryStore#setAside() set aside}, and the auditor begins anew.
     * A store that cannot be read is tried again with each audit, and until then nothing is saved,
     * so that what is in it is not lost; what it holds then takes the place of the samples since.
     *
     * @param value where to; nothing is kept unless set. One auditor uses it at a time
     * @return this builder
     */
    public Builder history(HistoryStore value) {
      this.store = Objects.requireNonNull(value, "history");
      return this;
    }

    /**
     * Sets findings that do not count, because they were there when the baseline was made.
     *
     * @param value the baseline; none unless set
     * @return this builder
     */
    public Builder baseline(Baseline value) {
      this.baseline = Objects.requireNonNull(value, "baseline");
      return this;
    }

    /**
     * Keeps the history only while a lease is held. An auditor belongs to the term of the lease in
     * which it is built: in a later one another instance may have written to the store, so build a
     * new auditor, which reads what is there. What an auditor knows whose term is over is not kept.
     *
     * @param value the lease that the instances with this store share; unless set, this is the only
     *     instance
     * @return this builder
     */
    public Builder lease(Lease value) {
      this.lease = Objects.requireNonNull(value, "lease");
      return this;
    }

    /**
     * Sets when a finding is {@linkplain io.natschecks.core.report.AuditedFinding#flapping()
     * flapping}.
     *
     * @param openings how many openings make it flap, at least 2; 3 unless set
     * @param within in how long a time; when it was not opened for as long, it no longer flaps. An
     *     hour unless set
     * @return this builder
     * @throws IllegalArgumentException if there are fewer openings, or the time is not positive
     */
    public Builder flapping(int openings, Duration within) {
      if (openings < 2 || within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException(
            "a finding flaps after two openings or more within some time, not "
                + openings
                + " within "
                + within);
      }
      this.flapping = new Openings.Rule(openings, within);
      return this;
    }

    /**
     * Builds the auditor.
     *
     * @return the auditor
     * @throws ConfigException if the configuration does not fit the checks
     */
    public Auditor build() {
      return new Auditor(this);
    }
  }
}
