// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import java.util.List;
import java.util.stream.Collectors;

/** The things in a snapshot, by what names them. */
final class Entities {

  private Entities() {}

  /** What is there, whatever it counts. */
  static List<Object> of(Snapshot snapshot) {
    return List.of(
        snapshot.servers().stream().map(Server::id).collect(Collectors.toSet()),
        snapshot.accounts().stream().map(Account::id).collect(Collectors.toSet()),
        snapshot.streams().stream().map(Stream::id).collect(Collectors.toSet()),
        snapshot.consumers().stream().map(Entities::key).collect(Collectors.toSet()),
        snapshot.connections().stream()
            .map(each -> each.serverId() + "/" + each.cid())
            .collect(Collectors.toSet()),
        snapshot.services().stream().map(Service::name).collect(Collectors.toSet()),
        snapshot.metaGroups().size(),
        snapshot.raftNodes().size());
  }

  private static String key(Consumer consumer) {
    return consumer.stream() + "/" + consumer.name() + "/" + consumer.serverId();
  }
}
