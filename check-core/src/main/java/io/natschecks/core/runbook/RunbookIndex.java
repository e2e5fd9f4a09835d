// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.runbook;

import io.natschecks.api.CheckDescriptor;
import java.util.List;
import java.util.Locale;

/**
 * The list of checks as a Markdown page that links their runbooks.
 *
 * @since 0.1
 */
public final class RunbookIndex {

  private RunbookIndex() {}

  /**
   * Renders the list.
   *
   * @param checks describes the checks, in the order of the list
   * @return Markdown, ended by a line break
   */
  public static String markdown(List<CheckDescriptor> checks) {
    StringBuilder page =
        new StringBuilder("# Checks\n\n| Code | Title | Severity | Category | About |\n")
            .append("|---|---|---|---|---|\n");
    for (CheckDescriptor check : checks) {
      page.append(
          String.format(
              Locale.ROOT,
              "| [%s](%1$s.md) | %s | %s | %s | %s |\n",
              check.code(),
              check.title(),
              check.severity().name().toLowerCase(Locale.ROOT),
              check.category().name().toLowerCase(Locale.ROOT),
              check.entity().label()));
    }
    return page.toString();
  }
}
