// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.LeafNode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes LEAFZ. */
final class LeafzDecoder {

  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

  private final Json json;
  private final boolean wantsSubjects;

  LeafzDecoder(Json json, boolean wantsSubjects) {
    this.json = json;
    this.wantsSubjects = wantsSubjects;
  }

  @Nullable List<LeafNode> decode(Drops drops) {
    List<LeafNode> leafNodes = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("leafs")) {
        leafNodes = json.list(drops, this::leafNode);
      } else {
        json.skip();
      }
    }
    json.require(leafNodes != null, "leafs");
    if (leafNodes != null) {
      leafNodes.sort(
          Comparator.comparing(LeafNode::name)
              .thenComparing(LeafNode::account, TEXT)
              .thenComparing(LeafNode::ip, TEXT)
              .thenComparingInt(LeafNode::port));
    }
    return leafNodes;
  }

  private @Nullable LeafNode leafNode() {
    LeafNode.Builder leafNode = LeafNode.builder("");
    long subscriptions = 0;
    List<String> subjects = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "id" -> leafNode.id(json.count());
        case "name" -> {
          String name = json.shared();
          leafNode.name(name == null ? "" : name);
        }
        case "account" -> leafNode.account(json.shared());
        case "ip" -> leafNode.ip(json.shared());
        case "port" -> leafNode.port(json.size());
        case "is_spoke" -> leafNode.spoke(json.flag());
        case "rtt" -> leafNode.rtt(json.goDuration());
        case "subscriptions" -> subscriptions = json.count();
        case "compression" -> leafNode.compression(json.shared());
        case "subscriptions_list" -> {
          if (wantsSubjects) {
            subjects = json.texts().stream().sorted().toList();
          } else {
            json.skip();
          }
        }
        default -> json.skip();
      }
    }
    if (json.isFaulty()) {
      return null;
    }
    boolean none = wantsSubjects && subscriptions == 0;
    return leafNode
        .subscriptions(subscriptions)
        .subjects(subjects == null && none ? List.of() : subjects)
        .build();
  }
}
