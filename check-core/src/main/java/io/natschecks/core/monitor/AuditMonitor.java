// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.Display;
import io.natschecks.api.monitor.Lease;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.Auditor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audits one deployment for as long as its host runs, and tells listeners what opened, what goes
 * on, what changed and what was resolved.
 *
 * <pre>{@code
 * AuditMonitor monitor =
 *     AuditMonitor.builder(source).listener(pager).build();
 * monitor.start();
 * }</pre>
 *
 * <p>It runs on daemon threads of its own, and nothing that it does makes the host wait. Audits
 * never overlap: one that takes longer than the interval delays the next. A deployment that does
 * not answer is asked less and less often, and {@link #status()} says so. Of several instances that
 * share a {@linkplain Builder#lease(Lease) lease} one audits at a time.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public final class AuditMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditMonitor.class);

  /** How long closing waits for an audit that ignores its interruption, or for a slow save. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PATIENCE_WITH_LISTENERS = Duration.ofSeconds(5);

  private final Rounds rounds;
  private final @Nullable LeaseKeeper keeper;
  private final Attempt attempt = new Attempt();
  private final List<Mailbox> mailboxes;
  private final ThreadFactory threads;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch renewalsEnd = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean isWoken;
  private volatile @Nullable Thread thread;

  private AuditMonitor(Builder builder) {
    this.threads = builder.threads;
    this.keeper = builder.lease == null ? null : new LeaseKeeper(builder.lease, this::leaseChanged);
    this.mailboxes =
        builder.listeners.stream().map(each -> new Mailbox(each, builder.queue)).toList();
    this.rounds =
        new Rounds(
            builder.plan(),
            keeper,
            attempt,
            news -> mailboxes.forEach(mailbox -> mailbox.put(news)));
  }

  /**
   * Starts a monitor.
   *
   * @param source takes the snapshots; it stays open when the monitor is closed
   * @return a new builder
   */
  public static Builder builder(SnapshotSource source) {
    return new Builder(source);
  }

  /**
   * Begins to audit, at once and then again and again.
   *
   * @throws IllegalStateException if it was started or closed before
   */
  public void start() {
    if (closing.get() || !started.compareAndSet(false, true)) {
      throw new IllegalStateException("the monitor was started or closed before");
    }
    for (int i = 0; i < mailboxes.size(); i++) {
      run("natschecks-listener-" + (i + 1), mailboxes.get(i));
    }
    thread = run("natschecks-monitor", this::watch);
  }

  /**
   * What it is doing.
   *
   * @return the status of this moment
   */
  public MonitorStatus status() {
    return rounds.status();
  }

  /**
   * Ends it: interrupts an audit that is under way, saves what is known, gives the lease up, and
   * lets listeners hear what is left for a few seconds. Returns when that is done, or when a
   * snapshot source does not heed the interruption for half a minute. Does nothing the second time.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    attempt.end();
    wake();
    if (!started.get()) {
      rounds.end();
      return;
    }
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
    mailboxes.forEach(each -> each.close(PATIENCE_WITH_LISTENERS));
  }

  private void awaitEnd() {
    boolean ends = false;
    try {
      ends = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ends) {
      LOG.warn("The monitor is closed, and its last audit or save has not ended yet");
      endRenewals();
    }
  }

  private void watch() {
    try {
      if (keeper != null) {
        keeper.ask();
        run("natschecks-lease", () -> renew(keeper));
      }
      while (!closing.get()) {
        rest(rounds.next());
      }
    } catch (InterruptedException e) {
      LOG.debug("The monitor is closed", e);
    } finally {
      rounds.end();
      endRenewals();
      ended.countDown();
    }
  }

  private void renew(LeaseKeeper lease) {
    try {
      while (!renewalsEnd.await(lease.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        lease.ask();
      }
    } catch (InterruptedException e) {
      // It was not us: the lease expires, and another instance goes on.
      LOG.warn("The thread that renews the lease was interrupted and ends");
    }
  }

  private void endRenewals() {
    renewalsEnd.countDown();
    if (keeper != null) {
      keeper.end();
    }
  }

  /** Whoever has lost the lease is not to audit any longer; whoever has got it is to begin. */
  private void leaseChanged() {
    attempt.interrupt();
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      isWoken = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void rest(Duration length) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = length.toNanos();
      while (!isWoken && left > 0) {
        left = woken.awaitNanos(left);
      }
      isWoken = false;
    } finally {
      lock.unlock();
    }
  }

  private Thread run(String name, Runnable work) {
    Thread created = threads.newThread(work);
    created.setName(name);
    created.start();
    return created;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Builds a monitor. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final SnapshotSource source;
    private final List<AuditListener> listeners = new ArrayList<>();
    private Auditor.Builder auditors = Auditor.builder();
    private Duration interval = Duration.ofMinutes(1);
    private Duration longestPause = Duration.ofMinutes(5);
    private Duration betweenSaves = Duration.ofMinutes(5);
    private int queue = 16;
    private @Nullable Lease lease;
    private ThreadFactory threads = AuditMonitor::daemon;
    private Clock clock = Clock.systemUTC();

    private Builder(SnapshotSource source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Sets how it audits: checks, configuration, where the history is kept.
     *
     * @param value builds the auditors, one for each term of a lease; it belongs to the monitor
     *     from now on
     * @return this builder
     */
    public Builder auditor(Auditor.Builder value) {
      this.auditors = Objects.requireNonNull(value, "auditor");
      return this;
    }

    /**
     * Sets how often it audits.
     *
     * @param value the time from the start of an audit to the start of the next; a minute unless
     *     set
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder interval(Duration value) {
      this.interval = positive(value, "interval");
      return this;
    }

    /**
     * Sets how seldom a deployment that does not answer is asked. The pause begins with the
     * interval, and doubles with each attempt that has seen nothing.
     *
     * @param value the longest pause; 5 minutes unless set, and never shorter than the interval
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder longestPause(Duration value) {
      this.longestPause = positive(value, "longest pause");
      return this;
    }

    /**
     * Sets how often the history is saved, where the auditor has a store for it. What was found
     * since is lost when the host dies: after a takeover, what opened since is told once more.
     *
     * @param value the time between saves; 5 minutes unless set
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder saveEvery(Duration value) {
      this.betweenSaves = positive(value, "time between saves");
      return this;
    }

    /**
     * Lets several instances of the host share the work: only the one that holds the lease audits.
     *
     * @param value the lease; unless set, this is the only instance
     * @return this builder
     */
    public Builder lease(Lease value) {
      this.lease = Objects.requireNonNull(value, "lease");
      return this;
    }

    /**
     * Adds a listener.
     *
     * @param value is told what is found
     * @return this builder
     */
    public Builder listener(AuditListener value) {
      listeners.add(Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * Sets how many audits wait for a listener that is busy. Of more the oldest are not told to it,
     * and it is told {@linkplain AuditListener#missed how many}.
     *
     * @param value at least 1; 16 unless set
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder queue(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("a listener has room for one audit or more");
      }
      this.queue = value;
      return this;
    }

    /**
     * Sets where threads come from: one for the audits, one for the lease, one for each listener.
     *
     * @param value makes threads; daemon threads unless set. They get names from the monitor
     * @return this builder
     */
    public Builder threads(ThreadFactory value) {
      this.threads = Objects.requireNonNull(value, "threads");
      return this;
    }

    /**
     * Sets the clock that tells when the next audit is due.
     *
     * @param value the clock; that of the system unless set
     * @return this builder
     */
    public Builder clock(Clock value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Builds the monitor. It does nothing until it is started.
     *
     * @return the monitor
     * @throws io.natschecks.core.config.ConfigException if the configuration does not fit the
     *     checks
     */
    public AuditMonitor build() {
      if (lease != null) {
        auditors.lease(lease);
      }
      auditors.build().close();
      return new AuditMonitor(this);
    }

    private Rounds.Plan plan() {
      Duration longest = longestPause.compareTo(interval) > 0 ? longestPause : interval;
      Backoff backoff =
          new Backoff(interval, longest, () -> ThreadLocalRandom.current().nextDouble());
      return new Rounds.Plan(source, auditors, interval, betweenSaves, backoff, clock);
    }

    private static Duration positive(Duration value, String name) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "the " + name + " is longer than zero, not " + Display.duration(value));
      }
      return value;
    }
  }
}
