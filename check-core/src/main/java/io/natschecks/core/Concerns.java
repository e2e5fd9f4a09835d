// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Cause;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The things that findings concern, as keys: two findings with a key in common concern the same.
 */
final class Concerns {

  private final Snapshot snapshot;
  private @Nullable Map<String, Entity> ownersOfGroups;

  Concerns(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What a finding concerns through its entity. */
  List<String> of(Finding finding, EntityType common) {
    Entity entity = ownerIfAny(finding.entity(), common);
    return switch (common) {
      case SERVER -> named(common, nameOf(server(entity)));
      case CLUSTER -> named(common, cluster(entity));
      case ACCOUNT -> accounts(entity);
      case STREAM -> streams(stream(entity));
      case META_GROUP -> named(common, domain(entity));
      default -> entity.type() == common ? List.of(entity.key()) : List.of();
    };
  }

  /** What a finding concerns as a cause of it says. */
  List<String> of(Finding finding, Cause cause) {
    String evidence = cause.evidence();
    if (evidence == null) {
      return of(finding, cause.common());
    }
    Evidence.Value value = finding.evidence().get(evidence);
    Stream<String> names =
        value instanceof Evidence.Texts several
            ? several.first().stream()
            : value instanceof Evidence.Text one ? Stream.of(one.text()) : Stream.empty();
    return names.flatMap(name -> named(cause.common(), name).stream()).toList();
  }

  /** A Raft group concerns the stream or the consumer that it is of. */
  private Entity ownerIfAny(Entity entity, EntityType common) {
    boolean wanted = common == EntityType.STREAM || common == EntityType.CONSUMER;
    return wanted && entity instanceof Entity.RaftGroup group
        ? ownersOfGroups().getOrDefault(group.account() + "/" + group.group(), entity)
        : entity;
  }

  /** Looks through all streams and consumers, so only if there is a use for it. */
  private Map<String, Entity> ownersOfGroups() {
    if (ownersOfGroups == null) {
      Map<String, Entity> owners = new HashMap<>();
      for (io.natschecks.api.snapshot.Stream stream : snapshot.streams()) {
        stream.views().forEach(view -> own(owners, view.cluster(), stream.id(), Entity.of(stream)));
      }
      for (Consumer consumer : snapshot.consumers()) {
        own(owners, consumer.cluster(), consumer.stream(), Entity.of(consumer));
        consumer
            .survivors()
            .forEach(view -> own(owners, view, consumer.stream(), Entity.of(consumer)));
      }
      ownersOfGroups = owners;
    }
    return ownersOfGroups;
  }

  private static void own(
      Map<String, Entity> owners, @Nullable ClusterInfo cluster, StreamId stream, Entity owner) {
    if (cluster != null && cluster.raftGroup() != null) {
      owners.put(stream.account() + "/" + cluster.raftGroup(), owner);
    }
  }

  private static @Nullable String nameOf(Entity.@Nullable Server server) {
    return server == null ? null : server.name();
  }

  private static List<String> streams(@Nullable StreamId stream) {
    return stream == null ? List.of() : List.of(new Entity.Stream(stream).key());
  }

  private static List<String> named(EntityType type, @Nullable String name) {
    return name == null ? List.of() : List.of(type.label() + "/" + name);
  }

  /** Evidence names an account by its name or by its id. */
  private static List<String> accounts(Entity entity) {
    if (entity instanceof Entity.Account account) {
      return Stream.of(account.id(), account.name())
          .distinct()
          .flatMap(each -> named(EntityType.ACCOUNT, each).stream())
          .toList();
    }
    return named(EntityType.ACCOUNT, entity.parts().get("account"));
  }

  private static Entity.@Nullable Server server(Entity entity) {
    if (entity instanceof Entity.Server server) {
      return server;
    }
    if (entity instanceof Entity.Connection connection) {
      return connection.server();
    }
    if (entity instanceof Entity.Route route) {
      return route.server();
    }
    if (entity instanceof Entity.Gateway gateway) {
      return gateway.server();
    }
    return entity instanceof Entity.LeafNode leafNode ? leafNode.server() : null;
  }

  private static @Nullable String cluster(Entity entity) {
    Entity.Server server = server(entity);
    if (server != null) {
      return server.cluster();
    }
    return entity instanceof Entity.Cluster cluster ? cluster.name() : null;
  }

  private static @Nullable StreamId stream(Entity entity) {
    if (entity instanceof Entity.Stream stream) {
      return stream.id();
    }
    return entity instanceof Entity.Consumer consumer ? consumer.stream() : null;
  }

  /** The JetStream domain; empty for the one without a name, null if it is not known. */
  private @Nullable String domain(Entity entity) {
    if (entity instanceof Entity.MetaGroup group) {
      return text(group.domain());
    }
    if (entity instanceof Entity.RaftGroup group) {
      return text(group.domain());
    }
    StreamId stream = stream(entity);
    if (stream != null) {
      return text(stream.domain());
    }
    Entity.Server named = server(entity);
    Server server = named == null ? null : snapshot.server(named.id());
    JetStreamServer jetStream = server == null ? null : server.jetStreamServer();
    return jetStream == null ? null : text(jetStream.domain());
  }

  private static String text(@Nullable String domain) {
    return domain == null ? "" : domain;
  }
}
