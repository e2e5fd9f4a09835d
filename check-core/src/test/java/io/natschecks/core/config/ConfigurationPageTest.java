// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import io.natschecks.core.registry.CheckRegistry;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/configuration.md shows works with the checks that there are. */
class ConfigurationPageTest {

  private static final String PAGE = page();
  private static final CheckRegistry REGISTRY = CheckRegistry.load();

  static List<String> json() {
    return blocks("json");
  }

  @ParameterizedTest
  @MethodSource("json")
  void itsJsonIsValid(String json) {
    AuditConfig.fromJson(json).validate(REGISTRY.descriptors());

    assertThat(ConfigFormTest.schema().validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void itsPropertiesAreValid() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(blocks("properties").get(0)));
    Map<String, String> values =
        properties.stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, properties::getProperty));
    AuditConfig config = AuditConfig.fromProperties(values, "natschecks");
    config.validate(REGISTRY.descriptors());

    assertThat(config.skip()).containsExactly("OPT_IDLE", "OPT_COST");
    assertThat(config.checks()).hasSize(4);
    assertThat(config.suppressions()).hasSize(1);
    assertThat(config.metadataSuppressions()).isFalse();
  }

  static Stream<MatchResult> patterns() {
    return Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\| ?(.*?) ?\\|$").matcher(PAGE).results();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void itsPatternsMatchAsItSays(MatchResult row) {
    NamePattern pattern = NamePattern.of("match", row.group(1));

    if (!row.group(2).startsWith("any")) {
      assertThat(row.group(2).split(", ")).allMatch(pattern::matches);
    }
    if (!row.group(3).isEmpty()) {
      assertThat(row.group(3).split(", ")).noneMatch(pattern::matches);
    }
  }

  @Test
  void allOfItIsLookedAt() {
    assertThat(json()).hasSize(5);
    assertThat(patterns()).hasSize(8);
  }

  private static List<String> blocks(String language) {
    return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
        .matcher(PAGE)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String page() {
    try {
      return Files.readString(Path.of("docs", "configuration.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
