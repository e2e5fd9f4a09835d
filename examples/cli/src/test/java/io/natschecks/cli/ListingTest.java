// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.registry.CheckRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that need no deployment. */
class ListingTest {

  @Test
  void listsEveryCheck() {
    Cli run = Cli.run("checks");

    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    CheckRegistry.load()
        .descriptors()
        .forEach(check -> assertThat(run.out()).contains(check.code()).contains(check.title()));
  }

  @Test
  void listsEveryCheckAsJson() {
    Cli run = Cli.run("checks", "--format", "json");

    JsonNode checks = JsonMapper.builder().build().readTree(run.out());
    assertThat(checks.size()).isEqualTo(CheckRegistry.load().checks().size());
    JsonNode limit = checks.get(0);
    assertThat(limit.path("code").asString()).isEqualTo("ACCOUNTS_001");
    assertThat(limit.path("severity").asString()).isEqualTo("warning");
    assertThat(limit.path("parameters").get(0).path("key").asString()).isEqualTo("warn_percent");
    assertThat(limit.path("parameters").get(0).path("default").asDouble()).isEqualTo(90.0);
  }

  @Test
  void explainsACheckWhateverTheCase() {
    Cli run = Cli.run("explain", "server_001");

    assertThat(run.out()).startsWith("# SERVER_001 Connection Readiness Failure");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }
}
