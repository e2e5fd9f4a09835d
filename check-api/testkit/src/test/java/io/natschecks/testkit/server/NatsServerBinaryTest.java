// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class NatsServerBinaryTest {

  @TempDir Path folder;

  @Test
  void findsAReleaseInTheFolder() throws IOException {
    Path program = program("2.10");
    assertThat(NatsServerBinary.of("2.10", environment()).path()).isEqualTo(program);
  }

  @Test
  void takesANewerOneForTheReleaseThatMoves() throws IOException {
    program("2.10");
    assertThatThrownBy(() -> NatsServerBinary.of("2.15", environment()))
        .isInstanceOf(TestAbortedException.class);
    Path newer = program("2.16");
    assertThat(NatsServerBinary.of("2.15", environment()).path()).isEqualTo(newer);
    assertThatThrownBy(() -> NatsServerBinary.of("2.9", environment()))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void takesTheNewestForAny() throws IOException {
    program("2.9");
    Path newest = program("2.15");
    program("other");
    assertThat(NatsServerBinary.of("any", environment()).path()).isEqualTo(newest);
  }

  @Test
  void looksOnThePathForAny() throws IOException {
    Path program = program("bin");
    Map<String, String> environment =
        Map.of(
            "NATSCHECKS_SERVERS",
            folder.resolve("none").toString(),
            "PATH",
            "/nowhere:" + folder.resolve("bin"));
    assertThat(NatsServerBinary.of("any", environment).path()).isEqualTo(program);
  }

  @Test
  void skipsTheTestWhenThereIsNone() {
    assertThatThrownBy(() -> NatsServerBinary.of("2.10", environment()))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining(folder.resolve("2.10").resolve("nats-server").toString())
        .hasMessageContaining("NATSCHECKS_SERVERS");
  }

  @Test
  void failsTheTestWhenServersAreRequired() {
    Map<String, String> environment =
        Map.of("NATSCHECKS_SERVERS", folder.toString(), "NATSCHECKS_REQUIRE_SERVERS", "true");
    assertThatThrownBy(() -> NatsServerBinary.of("2.10", environment))
        .isInstanceOf(AssertionFailedError.class);
  }

  private Map<String, String> environment() {
    return Map.of("NATSCHECKS_SERVERS", folder.toString());
  }

  private Path program(String release) throws IOException {
    Path program = folder.resolve(release).resolve("nats-server");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\n");
    program.toFile().setExecutable(true);
    return program;
  }
}
