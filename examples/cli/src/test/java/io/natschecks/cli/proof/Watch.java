// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Audits of one deployment, one after the other, each knowing the ones before. */
final class Watch implements AutoCloseable {

  private static final Duration NOTICED = Duration.ofSeconds(60);

  private final SnapshotSource source;
  private final @Nullable Connection system;
  private final Auditor auditor;

  private Watch(SnapshotSource source, @Nullable Connection system, AuditConfig config) {
    this.source = source;
    this.system = system;
    this.auditor = Auditor.builder().config(config).build();
  }

  /** Over the system account, connected to the first server. */
  static Watch over(NatsCluster cluster) throws Exception {
    return over(cluster, AuditConfig.DEFAULT);
  }

  static Watch over(NatsCluster cluster, AuditConfig config) throws Exception {
    return over(cluster.servers().get(0), cluster, config);
  }

  static Watch over(NatsServerProcess server, NatsCluster cluster, AuditConfig config)
      throws Exception {
    Connection system = Real.connect(server, cluster.systemLogin());
    return new Watch(NatsSnapshotSource.of(system), system, config);
  }

  static Watch overHttp(List<URI> monitors) {
    return overHttp(monitors, AuditConfig.DEFAULT);
  }

  static Watch overHttp(List<URI> monitors, AuditConfig config) {
    return new Watch(HttpSnapshotSource.of(monitors), null, config);
  }

  AuditReport audit() throws Exception {
    return auditor.audit(source);
  }

  /** The keys of what is {@linkplain Real#found found} now, less those of some checks. */
  SortedSet<String> found(String... besideCodes) throws Exception {
    Set<String> beside = Set.of(besideCodes);
    SortedSet<String> keys = Real.found(audit());
    keys.removeIf(key -> beside.contains(key.substring(0, key.indexOf(' '))));
    return keys;
  }

  /** Audits until exactly these keys are found; a cluster needs its time to notice a fault. */
  void awaitFound(String when, Set<String> keys, String... besideCodes) {
    AtomicReference<Set<String>> last = new AtomicReference<>(Set.of());
    try {
      Eventually.until(
          when,
          NOTICED,
          () -> {
            last.set(found(besideCodes));
            return last.get().equals(keys);
          });
    } catch (AssertionError e) {
      assertThat(last.get()).as(when).isEqualTo(new TreeSet<>(keys));
    }
  }

  @Override
  public void close() throws Exception {
    auditor.close();
    if (system != null) {
      system.close();
    }
  }
}
