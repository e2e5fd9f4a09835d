// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Entity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report that {@link JsonReport} wrote, read again to be compared with another one. Nothing in it
 * is trusted.
 *
 * @since 0.1
 */
public final class StoredReport {

  private final Instant takenAt;
  private final String source;
  private final Health health;
  private final Map<String, StoredFinding> findings;
  private final Map<String, StoredFinding> unconfirmed;
  private final Set<String> resolved;
  private final Set<String> accepted;
  private final Map<String, StoredCheck> checks;
  private final Map<String, List<StoredFinding>> byCode;
  private final Set<String> servers;
  private final Set<String> silentServers;

  StoredReport(
      Instant takenAt,
      String source,
      Health health,
      List<StoredFinding> findings,
      List<StoredFinding> unconfirmed,
      List<StoredFinding> resolved,
      List<StoredFinding> accepted,
      Map<String, StoredCheck> checks,
      List<Entity.Server> servers,
      Set<String> silentServers) {
    this.takenAt = takenAt;
    this.source = source;
    this.health = health;
    this.findings = byKey(findings);
    this.unconfirmed = byKey(unconfirmed);
    this.resolved = Set.copyOf(byKey(resolved).keySet());
    this.accepted = Set.copyOf(byKey(accepted).keySet());
    this.checks = checks;
    this.byCode = new HashMap<>();
    findings.forEach(
        each -> byCode.computeIfAbsent(each.code(), key -> new ArrayList<>()).add(each));
    this.servers = Set.copyOf(servers.stream().map(Entity.Server::key).toList());
    this.silentServers = silentServers;
  }

  private static Map<String, StoredFinding> byKey(List<StoredFinding> findings) {
    Map<String, StoredFinding> byKey = new LinkedHashMap<>();
    findings.forEach(each -> byKey.put(each.key(), each));
    return byKey;
  }

  /**
   * Reads a report from a file.
   *
   * @param file a JSON document, in UTF-8
   * @return the report
   * @throws StoredReportException if the file holds anything but one report that this version knows
   * @throws IOException if it cannot be read
   */
  public static StoredReport read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /**
   * Reads a report.
   *
   * @param in a JSON document, in UTF-8; read to its end, not closed
   * @return the report
   * @throws StoredReportException if there is anything but one report that this version knows
   * @throws IOException if it cannot be read
   */
  public static StoredReport read(InputStream in) throws IOException {
    return new StoredReportReader().read(in);
  }

  /**
   * The time of the snapshot.
   *
   * @return the time
   */
  public Instant takenAt() {
    return takenAt;
  }

  /**
   * Where the snapshot came from, for people.
   *
   * @return whatever the report says, not escaped
   */
  public String source() {
    return source;
  }

  /**
   * How the deployment fared.
   *
   * @return its health
   */
  public Health health() {
    return health;
  }

  /** What was wrong, by key. */
  Map<String, StoredFinding> findings() {
    return findings;
  }

  /** What had been wrong and could not be looked at, by key. */
  Map<String, StoredFinding> unconfirmed() {
    return unconfirmed;
  }

  /** Keys of what the audit itself found to be gone. */
  Set<String> resolved() {
    return resolved;
  }

  /** Keys of what was there and did not count. */
  Set<String> accepted() {
    return accepted;
  }

  Map<String, StoredCheck> checks() {
    return checks;
  }

  @Nullable StoredCheck check(String code) {
    return checks.get(code);
  }

  /** The listed findings of a check. */
  List<StoredFinding> findingsOf(String code) {
    return byCode.getOrDefault(code, List.of());
  }

  /** Keys of the servers that answered. */
  Set<String> servers() {
    return servers;
  }

  /** Names of the servers that did not. */
  Set<String> silentServers() {
    return silentServers;
  }
}
