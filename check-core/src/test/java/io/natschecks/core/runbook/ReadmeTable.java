// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.runbook;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Display;
import io.natschecks.api.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The checks as the README of the repository lists them: by family, each family folded. */
final class ReadmeTable {

  private static final String BEGIN = "<!-- checks: written by RunbookPagesTest -->\n";
  private static final String END = "<!-- end of checks -->\n";

  private ReadmeTable() {}

  /** Puts the list in its place in a page. */
  static String in(String page, List<CheckDescriptor> checks) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no place for the checks between " + BEGIN + END);
    }
    return page.substring(0, begin + BEGIN.length()) + markdown(checks) + page.substring(end);
  }

  private static String markdown(List<CheckDescriptor> checks) {
    return of(Kind.OPERATIONAL, "look for what is wrong", checks)
        + of(Kind.OPTIMIZATION, "look for what could be better", checks);
  }

  private static String of(Kind kind, String purpose, List<CheckDescriptor> checks) {
    Map<String, List<CheckDescriptor>> families =
        checks.stream()
            .filter(check -> check.kind() == kind)
            .collect(Collectors.groupingBy(ReadmeTable::family, TreeMap::new, Collectors.toList()));
    int count = families.values().stream().mapToInt(List::size).sum();
    StringBuilder text = new StringBuilder();
    text.append(Display.count(count)).append(" checks ").append(purpose).append(":\n\n");
    families.forEach((family, members) -> text.append(folded(family, members)));
    return text.toString();
  }

  private static String family(CheckDescriptor check) {
    return check.code().substring(0, check.code().lastIndexOf('_'));
  }

  private static String folded(String family, List<CheckDescriptor> checks) {
    return checks.stream()
        .map(ReadmeTable::row)
        .collect(
            Collectors.joining(
                "",
                "<details><summary>%s (%d)</summary>\n\n| Code | Check | Severity |\n|---|---|---|\n"
                    .formatted(family, checks.size()),
                "\n</details>\n\n"));
  }

  private static String row(CheckDescriptor check) {
    return String.format(
        Locale.ROOT,
        "| %s | [%s](check-core/docs/checks/%1$s.md) | %s |\n",
        check.code(),
        check.title(),
        check.severity().name().toLowerCase(Locale.ROOT));
  }
}
