// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.ServerRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code nats audit} looks for an answer: by tags, which hold names as they are. The folder
 * is for people who look into the archive.
 */
record AuditPlace(String folder, List<Tag> tags) {

  static AuditPlace ofServer(ServerRef server, String type) {
    return new AuditPlace(
        String.join(
            "/",
            "capture/clusters",
            PathName.of(cluster(server.cluster())),
            PathName.of(server.name()),
            type),
        List.of(
            new Tag(Tag.SERVER, server.name()),
            new Tag(Tag.CLUSTER, cluster(server.cluster())),
            new Tag(Tag.TYPE, type)));
  }

  static AuditPlace ofAccount(ServerRef server, String account, String type) {
    return new AuditPlace(
        String.join("/", "capture/accounts", PathName.of(account), "servers", member(server), type),
        List.of(
            new Tag(Tag.ACCOUNT, account),
            new Tag(Tag.SERVER, server.name()),
            new Tag(Tag.CLUSTER, cluster(server.cluster())),
            new Tag(Tag.TYPE, type)));
  }

  static AuditPlace ofStream(ServerRef server, String account, String stream) {
    return new AuditPlace(
        String.join(
            "/",
            "capture/accounts",
            PathName.of(account),
            "streams",
            PathName.of(stream),
            "replicas",
            member(server),
            ArtifactType.STREAM_INFO),
        List.of(
            new Tag(Tag.ACCOUNT, account),
            new Tag(Tag.SERVER, server.name()),
            new Tag(Tag.CLUSTER, cluster(server.cluster())),
            new Tag(Tag.STREAM, stream),
            new Tag(Tag.TYPE, ArtifactType.STREAM_INFO)));
  }

  private static String member(ServerRef server) {
    return PathName.of(cluster(server.cluster())) + "__" + PathName.of(server.name());
  }

  private static String cluster(@Nullable String name) {
    return name == null || name.isEmpty() ? Tag.NO_CLUSTER : name;
  }
}
