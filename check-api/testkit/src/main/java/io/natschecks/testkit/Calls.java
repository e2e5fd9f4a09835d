// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the code of a check calls: its own class and those of its package that it leads to. It is
 * read from the constant pools of the class files, so nothing needs to run.
 */
final class Calls {

  private final Set<String> visited = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final SortedSet<String> members = new TreeSet<>();
  private final Class<?> start;

  private Calls(Class<?> start) {
    this.start = start;
  }

  /** The members that are used, such as {@code java/time/Instant.now()Ljava/time/Instant;}. */
  static SortedSet<String> of(Class<?> start) {
    Calls calls = new Calls(start);
    calls.visit(internalName(start));
    for (String next = calls.open.poll(); next != null; next = calls.open.poll()) {
      calls.read(next);
    }
    return calls.members;
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void visit(String name) {
    String prefix = start.getPackageName().replace('.', '/') + "/";
    if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0 && visited.add(name)) {
      open.add(name);
    }
  }

  private void read(String name) {
    try (InputStream file = start.getResourceAsStream("/" + name + ".class")) {
      if (file != null) {
        read(new DataInputStream(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }

  private void read(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    int size = in.readUnsignedShort();
    int[] tags = new int[size];
    int[] first = new int[size];
    int[] second = new int[size];
    String[] texts = new String[size];
    for (int i = 1; i < size; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
        case 15 -> in.skipNBytes(3);
        default -> {
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
        }
      }
    }
    for (int i = 1; i < size; i++) {
      if (tags[i] == 7) {
        visit(texts[first[i]]);
      } else if (tags[i] >= 9 && tags[i] <= 11) {
        int named = second[i];
        members.add(texts[first[first[i]]] + "." + texts[first[named]] + texts[second[named]]);
      }
    }
  }
}
