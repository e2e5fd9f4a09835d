// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a tree of flat properties: dots go one level down, numbers in brackets count a list. */
final class PropertyTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INDEXED = Pattern.compile("(.+)\\[(\\d{1,4})]");

  private final String path;
  private final Map<String, PropertyTree> members = new TreeMap<>();
  private final Map<Integer, PropertyTree> elements = new TreeMap<>();
  private @Nullable String text;

  private PropertyTree(String path) {
    this.path = path;
  }

  /** The properties whose keys begin with the prefix and a dot, sorted; others are left out. */
  static JsonNode of(Map<String, String> properties, String prefix) {
    PropertyTree root = new PropertyTree(prefix);
    String start = prefix.isEmpty() ? "" : prefix + ".";
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(start)) {
            root.at(key.substring(start.length())).text = value;
          }
        });
    return root.isEmpty() ? NODES.objectNode() : root.node();
  }

  private PropertyTree at(String key) {
    PropertyTree tree = this;
    for (String part : key.split("\\.", -1)) {
      Matcher indexed = INDEXED.matcher(part);
      tree =
          indexed.matches()
              ? tree.member(indexed.group(1)).element(Integer.parseInt(indexed.group(2)))
              : tree.member(part);
    }
    return tree;
  }

  private PropertyTree member(String name) {
    return members.computeIfAbsent(
        name, key -> new PropertyTree(path.isEmpty() ? key : path + "." + key));
  }

  private PropertyTree element(int index) {
    return elements.computeIfAbsent(index, key -> new PropertyTree(path + "[" + key + "]"));
  }

  private boolean isEmpty() {
    return text == null && members.isEmpty() && elements.isEmpty();
  }

  private JsonNode node() {
    boolean mixed = !members.isEmpty() && !elements.isEmpty();
    if (mixed || (text != null && !(members.isEmpty() && elements.isEmpty()))) {
      throw new ConfigException(
          Shown.of(path) + ": is given in two ways; a value, or keys below it, or a list");
    }
    if (text != null) {
      return NODES.stringNode(text);
    }
    if (!elements.isEmpty()) {
      ArrayNode list = NODES.arrayNode();
      for (int i = 0; i < elements.size(); i++) {
        PropertyTree element = elements.get(i);
        if (element == null) {
          throw new ConfigException(
              "%s[%d]: is missing; lists are counted from 0".formatted(Shown.of(path), i));
        }
        list.add(element.node());
      }
      return list;
    }
    ObjectNode object = NODES.objectNode();
    members.forEach((name, member) -> object.set(name, member.node()));
    return object;
  }
}
