// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide shows code as it is compiled and tested in examples/custom-checks. */
class GuideTest {

  private static final Path GUIDE = Path.of("../../check-api/docs/write-a-check.md");
  private static final Path PROJECT = Path.of("../custom-checks");
  private static final List<String> COMMANDS = List.of("sh", "text");

  private static final Pattern SNIPPET =
      Pattern.compile(
          "(?:^<!-- ([^#\\s]+)(?:#(\\S+))? -->\n)?^```(\\w+)\n(.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  record Snippet(String file, String region, String language, String text) {
    @Override
    public String toString() {
      return file + (region == null ? "" : "#" + region);
    }
  }

  static Stream<Snippet> snippets() throws IOException {
    Matcher matcher = SNIPPET.matcher(Files.readString(GUIDE));
    return matcher
        .results()
        .map(found -> new Snippet(found.group(1), found.group(2), found.group(3), found.group(4)))
        .filter(snippet -> !COMMANDS.contains(snippet.language()));
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void showsCodeAsItIs(Snippet snippet) throws IOException {
    assertThat(snippet.file()).as("where this comes from:%n%s", snippet.text()).isNotNull();
    String source = Files.readString(PROJECT.resolve(snippet.file()));

    assertThat(snippet.text())
        .isEqualTo(snippet.region() == null ? source : region(source, snippet.region()));
  }

  /** What stands between the marks of a region, in comments of Java or of XML. */
  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile(
                "^ *(?://|<!--) region " + name + "(?: -->)?\n(.*?)^ *(?://|<!--) endregion",
                Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("region " + name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }
}
