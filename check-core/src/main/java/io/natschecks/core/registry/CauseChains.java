// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Cause;
import io.natschecks.api.CheckDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What explains what among the admitted checks: nothing may explain itself, however far around. */
final class CauseChains {

  private final Map<String, Set<String>> causes = new HashMap<>();

  /** Takes the causes of a check, unless that would close a circle. */
  boolean take(CheckDescriptor check) {
    Set<String> own = new TreeSet<>(check.causes().stream().map(Cause::code).toList());
    if (reaches(own, check.code())) {
      return false;
    }
    causes.put(check.code(), own);
    return true;
  }

  private boolean reaches(Set<String> from, String code) {
    Deque<String> open = new ArrayDeque<>(from);
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(code)) {
        return true;
      }
      if (seen.add(next)) {
        causes.getOrDefault(next, Set.of()).forEach(open::push);
      }
    }
    return false;
  }
}
