// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.natschecks.api.Kind;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.client.CaptureSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Recorded real clusters, most of them twice within ten seconds, and audits of them. */
final class Recordings {

  private final Path folder;

  private Recordings(Path folder) {
    this.folder = folder;
  }

  static Recordings unpackedInto(Path folder) throws IOException {
    try (InputStream input = Recordings.class.getResourceAsStream("captures.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(input))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return new Recordings(folder);
  }

  /** What is found in the later snapshot of a recording by who has audited the earlier. */
  SortedSet<String> found(Kind kind, String recording) throws Exception {
    return found(kind, folder.resolve(recording));
  }

  /** What is found in the earlier snapshot of a recording by who sees the deployment first. */
  SortedSet<String> foundAtFirst(Kind kind, String recording) throws Exception {
    Snapshot first = take(CaptureSnapshotSource.open(folder.resolve(recording)).previous());
    try (Auditor auditor = Auditor.create()) {
      return keys(kind, auditor.audit(first), first);
    }
  }

  static SortedSet<String> found(Kind kind, Path capture) throws Exception {
    Snapshot snapshot = CaptureSnapshotSource.open(capture).take(SnapshotPlan.everything());
    return keys(kind, audit(capture), snapshot);
  }

  AuditReport audit(String recording) throws Exception {
    return audit(folder.resolve(recording));
  }

  private static AuditReport audit(Path capture) throws Exception {
    CaptureSnapshotSource source = CaptureSnapshotSource.open(capture);
    try (Auditor auditor = Auditor.create()) {
      Optional<SnapshotSource> previous = source.previous();
      if (previous.isPresent()) {
        auditor.audit(previous.get());
      }
      return auditor.audit(source);
    }
  }

  private static Snapshot take(Optional<SnapshotSource> source) throws Exception {
    return source.orElseThrow().take(SnapshotPlan.everything());
  }

  /** The keys of the findings, with names in place of public keys and of names made by servers. */
  private static SortedSet<String> keys(Kind kind, AuditReport report, Snapshot snapshot) {
    return Real.found(kind, report).stream()
        .map(key -> readable(key, snapshot))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String readable(String key, Snapshot snapshot) {
    String readable = key;
    for (Account account : snapshot.accounts()) {
      readable = readable.replace(account.id(), account.label());
    }
    for (Server server : snapshot.servers()) {
      readable = readable.replace(server.id(), server.name());
    }
    for (Stream stream : snapshot.streams()) {
      for (StreamView view : stream.views()) {
        readable = withoutGroup(readable, view.cluster(), stream.id().name());
      }
    }
    for (Consumer consumer : snapshot.consumers()) {
      String name = consumer.stream().name() + "/" + consumer.name();
      readable = withoutGroup(readable, consumer.cluster(), name);
      for (ClusterInfo survivor : consumer.survivors()) {
        readable = withoutGroup(readable, survivor, name);
      }
    }
    return readable;
  }

  private static String withoutGroup(String key, @Nullable ClusterInfo cluster, String name) {
    String group = cluster == null ? null : cluster.raftGroup();
    return group == null ? key : key.replace(group, name);
  }
}
