// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The snippets of the page about monitors are compiled, and run in {@link TakeoverTest}. */
class MonitorPageTest {

  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\\n(.*?)```");

  @Test
  void showsWhatIsCompiled() throws Exception {
    Path here = Path.of("src/test/java", EmbeddedMonitor.class.getName().replace('.', '/'));
    String source = words(Files.readString(Path.of(here + ".java")));
    String page = Files.readString(Path.of("../../check-core/docs/monitor.md"));
    List<String> snippets =
        SNIPPET.matcher(page).results().map(each -> words(each.group(1))).toList();

    assertThat(snippets)
        .hasSizeGreaterThan(4)
        .allSatisfy(each -> assertThat(source).contains(each));
  }

  private static String words(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
