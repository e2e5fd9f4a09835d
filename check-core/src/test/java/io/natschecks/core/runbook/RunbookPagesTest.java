// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages in docs/checks, and the list in the README, are what the code renders. To write them
 * anew: {@code mvn test -pl check-core -am -Dtest=RunbookPagesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dnatschecks.pages=write}
 */
class RunbookPagesTest {

  private static final Path FOLDER = Path.of("docs", "checks");
  private static final Path README = Path.of("..", "README.md");

  @Test
  void pagesAreCurrent() throws IOException {
    Map<String, String> rendered = rendered();
    if ("write".equals(System.getProperty("natschecks.pages"))) {
      write(rendered);
    }

    if (!read().equals(rendered)) {
      fail(
          "the pages in check-core/docs/checks are not what the code renders; write them anew:"
              + " mvn test -pl check-core -am -Dtest=RunbookPagesTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false -Dnatschecks.pages=write");
    }
  }

  @Test
  void theListInTheReadmeIsCurrent() throws IOException {
    String page = Files.readString(README);
    String current = ReadmeTable.in(page, checks());
    if ("write".equals(System.getProperty("natschecks.pages"))) {
      Files.writeString(README, current);
    } else {
      assertThat(page)
          .as("the list of checks in README.md; -Dnatschecks.pages=write writes it anew")
          .isEqualTo(current);
    }
  }

  @Test
  void aPageLeavesOutWhatHasNothingToSay() {
    assertThat(rendered().get("SERVER_001.md")).doesNotContain("## Parameters");
    assertThat(rendered().get("ACCOUNTS_001.md")).contains("## Parameters");
  }

  private static List<CheckDescriptor> checks() {
    return ServiceLoader.load(Check.class).stream()
        .map(provider -> provider.get().descriptor())
        .sorted(Comparator.comparing(CheckDescriptor::code))
        .toList();
  }

  private static Map<String, String> rendered() {
    List<CheckDescriptor> checks = checks();
    Set<String> codes = checks.stream().map(CheckDescriptor::code).collect(Collectors.toSet());
    Map<String, String> pages = new TreeMap<>();
    for (CheckDescriptor check : checks) {
      pages.put(
          check.code() + ".md",
          RunbookPage.markdown(
              check, code -> codes.contains(code) ? "[" + code + "](" + code + ".md)" : code));
    }
    pages.put("README.md", RunbookIndex.markdown(checks));
    return pages;
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    for (String old : read().keySet()) {
      Files.delete(FOLDER.resolve(old));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }
}
