// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Subjects of few short tokens, so that they meet often. */
class AnySubjects {

  static Arbitrary<String> anySubject() {
    Arbitrary<List<String>> first = Arbitraries.of("a", "b", "*").list().ofMaxSize(3);
    Arbitrary<String> last = Arbitraries.of("a", "b", "*", ">");
    return Combinators.combine(first, last)
        .as((tokens, end) -> tokens.isEmpty() ? end : String.join(".", tokens) + "." + end);
  }
}
