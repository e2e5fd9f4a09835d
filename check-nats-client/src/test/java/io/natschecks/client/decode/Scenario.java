// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The recorded answers of one deployment, a folder of which holds a folder for each server. */
final class Scenario {

  static final Instant TAKEN_AT = Instant.parse("2026-11-21T04:00:00Z");

  private static final Pattern ID = Pattern.compile("\"(?:server_id|id)\":\\s*\"(N[A-Z0-9]{55})\"");
  private static final Map<String, Endpoint> FILES =
      Map.ofEntries(
          Map.entry("varz", Endpoint.VARZ),
          Map.entry("healthz-details", Endpoint.HEALTHZ),
          Map.entry("jsz", Endpoint.JSZ),
          Map.entry("jsz-detail", Endpoint.JSZ_DETAIL),
          Map.entry("connz", Endpoint.CONNZ),
          Map.entry("connz-closed", Endpoint.CONNZ_CLOSED),
          Map.entry("routez", Endpoint.ROUTEZ),
          Map.entry("gatewayz", Endpoint.GATEWAYZ),
          Map.entry("leafz", Endpoint.LEAFZ),
          Map.entry("subsz", Endpoint.SUBSZ),
          Map.entry("accountz", Endpoint.ACCOUNTZ),
          Map.entry("accstatz", Endpoint.ACCSTATZ),
          Map.entry("raftz", Endpoint.RAFTZ),
          Map.entry("sys-STATSZ", Endpoint.STATSZ),
          Map.entry("sys-VARZ", Endpoint.VARZ),
          Map.entry("sys-HEALTHZ-details", Endpoint.HEALTHZ),
          Map.entry("sys-JSZ", Endpoint.JSZ),
          Map.entry("sys-JSZ-detail", Endpoint.JSZ_DETAIL),
          Map.entry("sys-CONNZ", Endpoint.CONNZ),
          Map.entry("sys-CONNZ-closed", Endpoint.CONNZ_CLOSED),
          Map.entry("sys-ROUTEZ", Endpoint.ROUTEZ),
          Map.entry("sys-GATEWAYZ", Endpoint.GATEWAYZ),
          Map.entry("sys-LEAFZ", Endpoint.LEAFZ),
          Map.entry("sys-SUBSZ", Endpoint.SUBSZ),
          Map.entry("sys-ACCOUNTZ", Endpoint.ACCOUNTZ),
          Map.entry("sys-RAFTZ", Endpoint.RAFTZ));
  private static final Pattern OF_ACCOUNT =
      Pattern.compile("(accountz|raftz|sys-RAFTZ|sys-ACCOUNT)-([A-Z]+)(?:-(INFO|STATZ))?");

  private Scenario() {}

  /** Reads a folder of the test resources. */
  static List<Reply> resource(String folder, boolean enveloped) {
    try {
      return read(Path.of(Scenario.class.getResource(folder).toURI()), enveloped);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the answers over HTTP or those over the system account. */
  static List<Reply> read(Path folder, boolean enveloped) {
    List<Reply> replies = new ArrayList<>();
    try (Stream<Path> servers = Files.list(folder)) {
      for (Path server : servers.filter(Scenario::isServer).sorted().toList()) {
        ServerRef ref = new ServerRef(id(server), server.getFileName().toString(), null);
        try (Stream<Path> files = Files.list(server)) {
          for (Path file : files.sorted().toList()) {
            Reply reply = reply(ref, file, enveloped);
            if (reply != null) {
              replies.add(reply);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return replies;
  }

  static Snapshot snapshot(List<Reply> replies) {
    return snapshot(replies, SnapshotPlan.everything());
  }

  static Snapshot snapshot(List<Reply> replies, SnapshotPlan plan) {
    SnapshotAssembler assembler = new SnapshotAssembler(plan, TAKEN_AT, "test");
    replies.forEach(assembler::reply);
    return assembler.assemble(Duration.ofSeconds(1));
  }

  private static boolean isServer(Path path) {
    return Files.isDirectory(path) && !path.getFileName().toString().startsWith("_");
  }

  private static String id(Path server) throws IOException {
    try (Stream<Path> files = Files.list(server)) {
      for (Path file :
          files
              .filter(
                  f ->
                      f.getFileName().toString().contains("arz")
                          || f.getFileName().toString().contains("VARZ"))
              .toList()) {
        Matcher matcher = ID.matcher(new String(body(file)));
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
    throw new IOException("no VARZ in " + server);
  }

  private static @Nullable Reply reply(ServerRef server, Path file, boolean enveloped)
      throws IOException {
    String name = file.getFileName().toString();
    boolean sys = name.startsWith("sys-");
    if (sys != enveloped || name.contains(".t10") || name.contains(".dup")) {
      return null;
    }
    String stem = name.substring(0, name.indexOf('.'));
    Endpoint endpoint = FILES.get(stem);
    String account = null;
    Matcher ofAccount = OF_ACCOUNT.matcher(stem);
    if (endpoint == null && ofAccount.matches()) {
      account = ofAccount.group(2);
      endpoint =
          stem.contains("aftz") || stem.contains("RAFTZ")
              ? Endpoint.RAFTZ
              : "STATZ".equals(ofAccount.group(3))
                  ? Endpoint.ACCSTATZ
                  : stem.startsWith("accountz") || "INFO".equals(ofAccount.group(3))
                      ? Endpoint.ACCOUNT_INFO
                      : null;
    }
    return endpoint == null
        ? null
        : new Reply(endpoint, server, account, 0, TAKEN_AT.plusSeconds(5), enveloped, body(file));
  }

  private static byte[] body(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!file.getFileName().toString().endsWith(".gz")) {
      return bytes;
    }
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return unzipped.readAllBytes();
    }
  }
}
