// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subjects that wait for another one that {@linkplain Subjects#overlap overlaps} them. They stand
 * in a tree by token and leave it once met, so that a million subjects can pass by. Not safe for
 * use by several threads.
 */
public final class AwaitedSubjects {

  /** A place in the tree, reached by the tokens before it. */
  private static final class Node {
    final @Nullable Node parent;
    final String token;
    final Map<String, Node> children = new HashMap<>();

    /** The subject that ends here; null if none does. */
    @Nullable String end;

    /** The subject that goes on from here with a last wildcard for the rest; null if none does. */
    @Nullable String rest;

    Node(@Nullable Node parent, String token) {
      this.parent = parent;
      this.token = token;
    }

    boolean isEmpty() {
      return end == null && rest == null && children.isEmpty();
    }
  }

  /** A place to look at, and how many tokens of the passing subject led there. */
  private record Step(Node node, int depth) {}

  private final Node root = new Node(null, "");
  private final Set<String> waiting = new HashSet<>();

  /**
   * Adds a subject. An empty one waits for ever.
   *
   * @param subject the subject
   */
  public void await(String subject) {
    if (!waiting.add(subject) || subject.isEmpty()) {
      return;
    }
    String[] tokens = subject.split("\\.", -1);
    int last = tokens.length - 1;
    boolean rest = tokens[last].equals(Subjects.REST);
    Node node = root;
    for (int i = 0; i < (rest ? last : tokens.length); i++) {
      Node parent = node;
      node = node.children.computeIfAbsent(tokens[i], token -> new Node(parent, token));
    }
    if (rest) {
      node.rest = subject;
    } else {
      node.end = subject;
    }
  }

  /**
   * Lets a subject pass. What it overlaps waits no longer.
   *
   * @param subject the subject
   */
  public void meet(String subject) {
    if (root.isEmpty() || subject.isEmpty()) {
      return;
    }
    String[] tokens = subject.split("\\.", -1);
    List<Node> met = new ArrayList<>();
    Deque<Step> steps = new ArrayDeque<>();
    steps.push(new Step(root, 0));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      Node node = step.node();
      int depth = step.depth();
      if (depth == tokens.length) {
        if (node.end != null) {
          waiting.remove(node.end);
          node.end = null;
          met.add(node);
        }
        continue;
      }
      if (node.rest != null) {
        waiting.remove(node.rest);
        node.rest = null;
        met.add(node);
      }
      if (depth == tokens.length - 1 && tokens[depth].equals(Subjects.REST)) {
        meetAllBelow(node);
        met.add(node);
      } else if (tokens[depth].equals(Subjects.ANY)) {
        node.children.values().forEach(child -> steps.push(new Step(child, depth + 1)));
      } else {
        push(steps, node.children.get(tokens[depth]), depth + 1);
        push(steps, node.children.get(Subjects.ANY), depth + 1);
      }
    }
    met.forEach(AwaitedSubjects::prune);
  }

  private static void push(Deque<Step> steps, @Nullable Node node, int depth) {
    if (node != null) {
      steps.push(new Step(node, depth));
    }
  }

  private void meetAllBelow(Node top) {
    Deque<Node> nodes = new ArrayDeque<>(top.children.values());
    while (!nodes.isEmpty()) {
      Node node = nodes.pop();
      waiting.remove(node.end);
      waiting.remove(node.rest);
      nodes.addAll(node.children.values());
    }
    top.children.clear();
  }

  private static void prune(Node emptied) {
    Node node = emptied;
    Node parent = node.parent;
    while (parent != null && node.isEmpty()) {
      parent.children.remove(node.token, node);
      node = parent;
      parent = node.parent;
    }
  }

  /**
   * Says whether a subject still waits.
   *
   * @param subject a subject that was added
   * @return true if nothing that passed overlaps it
   */
  public boolean isWaiting(String subject) {
    return waiting.contains(subject);
  }

  /**
   * Says whether nothing waits.
   *
   * @return true if every subject was met
   */
  public boolean isEmpty() {
    return waiting.isEmpty();
  }
}
