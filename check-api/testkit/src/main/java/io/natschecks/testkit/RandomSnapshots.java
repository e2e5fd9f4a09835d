// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Whole snapshots of extreme but valid values; equal seeds give equal snapshots. */
final class RandomSnapshots {

  static final int MOST_SERVERS = 6;

  /** Ordinary names, few enough that entities refer to each other. */
  static final List<String> PLAIN_NAMES =
      List.of("n0", "n1", "n2", "n3", "A", "B", "ACME", "SYS", "ORDERS", "hub", "ship", "off");

  /** Names as tenants can choose them. */
  static final List<String> HOSTILE_NAMES = hostileNames();

  /** Made once for all checks that are held against the contract. */
  private static final Map<List<?>, Snapshot> MADE = new ConcurrentHashMap<>();

  private RandomSnapshots() {}

  /** The snapshot of a small seed, which is kept. */
  static Snapshot kept(long seed, List<String> names) {
    return MADE.computeIfAbsent(
        List.of(seed, names), key -> of(seed, (int) (seed % (MOST_SERVERS + 1)), names));
  }

  static Snapshot of(long seed, int servers, List<String> names) {
    Random random = new Random(seed);
    RandomRecords records = new RandomRecords(random, names);
    List<Server> all = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      all.add(records.record(Server.class).toBuilder().id("n" + i).build());
    }
    return Snapshot.builder(Deployments.NOW)
        .duration(Duration.ofSeconds(1))
        .source(records.name())
        .coverage(coverage(random, records, servers))
        .servers(all)
        .silentServers(
            distinct(records.list(SilentServer.class, 2), each -> each.name() + "\n" + each.id()))
        .accounts(distinct(records.list(Account.class, 5), Account::id))
        .streams(distinct(records.list(Stream.class, 5), Stream::id))
        .consumers(
            distinct(records.list(Consumer.class, 8), each -> List.of(each.stream(), each.name())))
        .metaGroups(
            distinct(records.list(MetaGroup.class, 2), group -> String.valueOf(group.domain())))
        .raftNodes(
            distinct(
                records.list(RaftNode.class, 8),
                each -> List.of(each.serverId(), each.account(), each.group())))
        .connections(connections(records, true))
        .closedConnections(connections(records, false))
        .services(
            distinct(records.list(Service.class, 3), each -> List.of(each.account(), each.name())))
        .build();
  }

  private static Collection<Connection> connections(RandomRecords records, boolean open) {
    List<Connection> all =
        records.list(Connection.class, 8).stream()
            .map(each -> open ? each.toBuilder().stop(null).reason(null).build() : each)
            .filter(each -> each.isOpen() == open)
            .toList();
    return distinct(all, each -> List.of(each.serverId(), each.cid()));
  }

  /** Most sections are gathered as a whole, some are missing, some of single servers only. */
  private static Coverage coverage(Random random, RandomRecords records, int servers) {
    List<Coverage.Status> statuses = List.of(Coverage.Status.values());
    Coverage.Builder coverage = Coverage.builder();
    for (Section section : Section.values()) {
      coverage.section(
          section, random.nextInt(4) > 0 ? Coverage.Status.GATHERED : records.pick(statuses), "");
      for (int i = 0; i < servers; i++) {
        if (random.nextInt(8) == 0) {
          coverage.server(section, "n" + i, records.pick(statuses), records.name());
        }
      }
    }
    return coverage.build();
  }

  private static <E> Collection<E> distinct(List<E> elements, Function<E, Object> key) {
    Map<Object, E> byKey = new LinkedHashMap<>();
    elements.forEach(element -> byKey.putIfAbsent(key.apply(element), element));
    return byKey.values();
  }

  private static List<String> hostileNames() {
    List<String> names = new ArrayList<>(PLAIN_NAMES);
    names.addAll(
        List.of(
            "",
            " ",
            "two words",
            "line\nbreak",
            "\u0000\u001b[31mred\u0007",
            "\u202egnp.exe",
            "../../etc/passwd",
            "a/b%2Fc",
            "%s%n%d",
            "<script>alert(1)</script>",
            "A" + "B2".repeat(27) + "C",
            "x".repeat(10_000)));
    return List.copyOf(names);
  }
}
