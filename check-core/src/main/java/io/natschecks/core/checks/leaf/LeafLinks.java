// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Entity;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Population;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The links of one server to one other for one account, as that server sees them. It is one link
 * unless several leaf nodes share a name.
 *
 * @param entity names them
 * @param links the links, at least one
 */
record LeafLinks(Entity.LeafNode entity, List<LeafNode> links) {

  /** The links of a snapshot, each known again by its two ends and its account. */
  static final Tracked<LeafLinks> TRACKED =
      Tracked.of(
          "leaf links",
          LeafLinks::in,
          links ->
              Tracked.key(
                  links.entity().server().id(),
                  links.entity().name(),
                  Objects.toString(links.entity().account(), "")));

  static Population<LeafLinks> of(CheckContext context) {
    return context.over(in(context.current()), LeafLinks::entity, Section.LEAFZ);
  }

  private static List<LeafLinks> in(Snapshot snapshot) {
    Map<Entity.LeafNode, List<LeafNode>> links = new LinkedHashMap<>();
    for (Server server : snapshot.servers()) {
      if (server.leafNodes() != null) {
        Entity.Server reporter = Entity.of(server);
        for (LeafNode leaf : server.leafNodes()) {
          Entity.LeafNode name = new Entity.LeafNode(reporter, nameOf(leaf), leaf.account());
          links.computeIfAbsent(name, any -> new ArrayList<>()).add(leaf);
        }
      }
    }
    List<LeafLinks> all = new ArrayList<>();
    links.forEach((name, each) -> all.add(new LeafLinks(name, each)));
    return all;
  }

  /** The address stands for the name that servers before 2.9.15 do not give. */
  private static String nameOf(LeafNode leaf) {
    String address = address(leaf);
    return leaf.name().isEmpty() && address != null ? address : leaf.name();
  }

  private static @Nullable String address(LeafNode leaf) {
    return leaf.ip() == null ? null : leaf.ip() + ":" + leaf.port();
  }

  /** Lists an entity of a server that does not say how its leaf nodes are compressed. */
  static void skipUnknownCompression(@Nullable Server reporter, Verdict<?> verdict) {
    if (reporter != null && reporter.version().isKnown() && !reporter.version().isAtLeast(2, 10)) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "servers before 2.10 do not compress leaf nodes");
    } else {
      verdict.notEvaluable("the server does not say how its leaf nodes are compressed");
    }
  }

  /** The name of the other end; empty if it is not known. */
  String name() {
    return links.get(0).name();
  }

  /** Whether the reporting server is the one that connected. */
  boolean isSpoke() {
    return links.get(0).spoke();
  }

  /** The link with the most of something, and of several the one with the smallest address. */
  LeafNode worst(Comparator<LeafNode> order) {
    return links.stream()
        .max(
            order.thenComparing(
                leaf -> Objects.toString(address(leaf), ""), Comparator.reverseOrder()))
        .orElseThrow();
  }

  FindingBuilder describe(FindingBuilder finding, LeafNode link) {
    return finding
        .with("server", entity.server().name())
        .with("leaf", entity.name())
        .with("account", entity.account())
        .with("address", address(link))
        .with("side", link.spoke() ? "spoke" : "hub")
        .with("links", links.size(), "links");
  }
}
