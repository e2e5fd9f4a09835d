// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the answers in an archive that {@code nats audit gather} wrote, by the manifest's tags. */
final class GatherArchive {

  private static final String METADATA = "capture/misc/audit_gather_metadata.json";

  /** A server as the tags have it; its id stands in most of its answers, but not in all. */
  private record ServerName(String name, @Nullable String cluster) {}

  private record Artifact(
      String path,
      Endpoint endpoint,
      ServerName server,
      @Nullable String account,
      ServerIdentity identity) {}

  private final List<Artifact> artifacts = new ArrayList<>();
  private final Map<ServerName, String> ids = new HashMap<>();
  private final Map<List<@Nullable Object>, Integer> pages = new HashMap<>();

  private GatherArchive() {}

  static RecordedSnapshot read(Manifest manifest, ZipContents zip, Path path) throws IOException {
    GatherArchive archive = new GatherArchive();
    manifest.files().forEach((file, tags) -> archive.find(file, tags, zip));
    if (archive.artifacts.isEmpty()) {
      throw new IOException("The capture " + path + " holds no answer of any server.");
    }
    return archive.snapshot(path, zip);
  }

  private void find(String path, Map<String, String> tags, ZipContents zip) {
    Endpoint endpoint = ArtifactType.endpoint(tags.get(Tag.TYPE));
    String name = tags.get(Tag.SERVER);
    if (endpoint == null || name == null) {
      return;
    }
    String cluster = tags.get(Tag.CLUSTER);
    ServerName server = new ServerName(name, Tag.NO_CLUSTER.equals(cluster) ? null : cluster);
    ServerIdentity identity = identity(path, zip);
    if (identity.id() != null) {
      ids.putIfAbsent(server, identity.id());
    }
    artifacts.add(new Artifact(path, endpoint, server, tags.get(Tag.ACCOUNT), identity));
  }

  private static ServerIdentity identity(String path, ZipContents zip) {
    try {
      return ServerIdentity.in(zip.beginning(path));
    } catch (IOException e) {
      return ServerIdentity.UNKNOWN; // The gap is recorded when it is read.
    }
  }

  private RecordedSnapshot snapshot(Path path, ZipContents zip) {
    Instant written = written(zip);
    List<Instant> times = new ArrayList<>();
    List<RecordedReply> replies = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      Instant time = artifact.identity.time();
      if (time != null) {
        times.add(time);
      }
      RecordedReply reply = reply(artifact, time == null ? written : time);
      replies.add(reply);
      if (reply.endpoint() == Endpoint.JSZ_DETAIL && reply.page() == 0) {
        replies.add(reply.as(Endpoint.JSZ)); // One answer holds what others ask for in two.
      }
    }
    Instant first = times.isEmpty() ? written : Collections.min(times);
    Instant last = times.isEmpty() ? written : Collections.max(times);
    // An archive holds no servers but those that answered something.
    return new RecordedSnapshot(
        first,
        Duration.between(first, last),
        "capture " + path.getFileName(),
        RecordedSnapshot.sections(replies),
        replies,
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private RecordedReply reply(Artifact artifact, Instant receivedAt) {
    ServerName name = artifact.server;
    String known = artifact.identity.id();
    String id = known == null ? ids.getOrDefault(name, name.name) : known;
    ServerRef server = new ServerRef(id, name.name, name.cluster);
    List<@Nullable Object> sequence = new ArrayList<>();
    Collections.addAll(sequence, artifact.endpoint, server, artifact.account);
    int page = pages.merge(sequence, 1, Integer::sum) - 1;
    return new RecordedReply(
        artifact.endpoint,
        server,
        artifact.account,
        page,
        receivedAt,
        artifact.identity.enveloped(),
        artifact.path);
  }

  private static Instant written(ZipContents zip) {
    Instant[] written = {Instant.EPOCH};
    try {
      Json.document(
          zip.read(METADATA),
          (name, value) -> {
            String text = name.equals("capture_timestamp") ? Json.text(value) : null;
            if (text != null) {
              written[0] = Instant.parse(text);
            }
          });
    } catch (IOException | DateTimeException e) {
      return written[0]; // The answers carry times of their own.
    }
    return written[0];
  }
}
