// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsServerProcessTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final NatsServerProcess.Configuration PLAIN = (ports, folder) -> "";

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void startsAndStopsEveryRelease(String release) throws Exception {
    NatsServerProcess server =
        NatsServerProcess.start(NatsServerBinary.release(release), "n1", PLAIN);
    try (server) {
      assertThat(server.get("/varz").body()).contains("\"server_name\": \"n1\"");
      assertThat(server.get("/varz").body()).containsPattern("\"version\": \"" + release + "\\.");
      assertThat(server.exitCode()).isEmpty();
      server.stop();
      assertThat(server.isAlive()).isFalse();
      assertThat(server.exitCode()).isPresent();
      assertThat(server.log()).contains("Initiating Shutdown");
    }
    assertThat(server.folder()).doesNotExist();
  }

  @Test
  void diesWithoutAWordWhenKilledAndStartsAgainOnTheSamePorts() throws Exception {
    try (NatsServerProcess server = NatsServerProcess.start(NatsServerBinary.any(), "n1", PLAIN)) {
      String before = server.get("/varz").body();
      server.kill();
      assertThat(server.exitCode()).hasValue(128 + 9);
      assertThat(server.log()).doesNotContain("Shutdown");
      server.restart();
      assertThat(idIn(server.get("/varz").body())).isNotEqualTo(idIn(before));
      assertThatThrownBy(server::restart).hasMessageContaining("still runs");
    }
  }

  @Test
  void answersNothingWhilePaused() throws Exception {
    try (NatsServerProcess server = NatsServerProcess.start(NatsServerBinary.any(), "n1", PLAIN)) {
      server.pause();
      assertThatThrownBy(() -> server.get("/varz")).isInstanceOf(IOException.class);
      assertThat(server.isAlive()).isTrue();
      server.resume();
      assertThat(server.get("/varz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void readsItsConfigurationAgain() {
    try (NatsServerProcess server =
        NatsServerProcess.start(
            NatsServerBinary.any(), "n1", (ports, folder) -> "max_connections: 7\n")) {
      server.rewriteConfiguration(text -> text.replace(": 7", ": 9"));
      server.reload();
      Eventually.until(
          "the limit is 9",
          SOON,
          () -> server.get("/varz").body().contains("\"max_connections\": 9"));
    }
  }

  @Test
  void picksOtherPortsWhenOneWasTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Queue<Integer> leafPorts = new ArrayDeque<>(List.of(taken.getLocalPort()));
      try (NatsServerProcess server =
          NatsServerProcess.start(
              NatsServerBinary.any(),
              "n1",
              (ports, folder) -> {
                Integer first = leafPorts.poll();
                return "leafnodes { listen: \"127.0.0.1:%d\" }\n"
                    .formatted(first == null ? ports.leaf() : first);
              })) {
        assertThat(server.isAlive()).isTrue();
        assertThat(leafPorts).isEmpty();
        assertThat(server.log()).doesNotContain("address already in use");
      }
    }
  }

  @Test
  void saysWhyAServerDoesNotStart() {
    assertThatThrownBy(
            () ->
                NatsServerProcess.start(
                    NatsServerBinary.any(), "n1", (ports, folder) -> "no_such_option: 1\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("n1 ended with exit code 1")
        .hasMessageContaining("no_such_option");
  }

  @Test
  void leavesNothingBehindWhenItDoesNotStart() throws IOException {
    assertThatThrownBy(
        () ->
            NatsServerProcess.start(
                NatsServerBinary.any(), "odd-one", (ports, folder) -> "no_such_option: 1\n"));
    try (var files = Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().contains("odd-one"));
    }
  }

  private static String idIn(String varz) {
    return varz.replaceAll("(?s).*\"server_id\": \"(\\w+)\".*", "$1");
  }
}
