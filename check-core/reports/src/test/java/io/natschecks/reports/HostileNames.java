// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Names that a tenant could choose to harm a reader. */
final class HostileNames {

  private static final List<String> KNOWN =
      List.of(
          "@team",
          "x @acme/admins #12 GH-3 :tada: 0123456789abcdef0123456789abcdef01234567",
          "[click](https://evil.example)",
          "![i](https://evil.example/x.png)",
          "https://evil.example www.evil.example evil@evil.example",
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "&lt;b&gt; &#64;team",
          "a | b |\n|---|---|\n| c | d |",
          "```\n# heading\n```",
          "`",
          "``` `` `",
          "` @team `",
          " \t ",
          "\n\n# HEALTHY\n",
          "\r\u0085\u2028\u2029\u000b\f",
          "\u001b[2J\u001b]0;owned\u0007",
          "\u202eSREDRO\u2066\u200b\ufeff",
          "\u0000\u0001\ufffe\uffff",
          "\ud800 half \udfff",
          "]]>",
          "<![CDATA[ x ]]> <!-- y -->",
          "\"} 1\n# EOF\nnatschecks_health{state=\"healthy\"} 1",
          "|critical=0;;0;0",
          "$(reboot) `reboot` ;reboot & > /etc/passwd",
          "\\",
          "\\`@team\\`",
          "K\u00e4se \u6570\u636e \ud83d\ude00",
          "x".repeat(10_000),
          "|".repeat(10_000),
          "`".repeat(10_000),
          "\ud83d\ude00".repeat(5_000),
          "\u202e".repeat(10_000));

  private HostileNames() {}

  static List<String> known() {
    return KNOWN;
  }

  /** Known ones, parts of them together, and noise. */
  static Arbitrary<String> any() {
    Arbitrary<String> known = Arbitraries.of(KNOWN);
    Arbitrary<String> pieces =
        Arbitraries.strings().withChars("`@#|<>&[]()!*_~\\\n\t \"'-=:.hwx\u202e").ofMaxLength(60);
    return Arbitraries.oneOf(
        known, pieces, Arbitraries.strings().all().ofMaxLength(60), join(known, pieces));
  }

  private static Arbitrary<String> join(Arbitrary<String> first, Arbitrary<String> second) {
    return Combinators.combine(first, second).as(String::concat);
  }
}
