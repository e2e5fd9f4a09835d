// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVER_007 on a real server that lets everybody in. */
class NoAuthenticationTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAServerWithoutAuthentication(String release) throws Exception {
    assertThat(foundOn(release, "")).containsExactly("SERVER_007 server//open");
    assertThat(foundOn(release, "authorization { user: u, password: p }")).isEmpty();
  }

  private static Iterable<String> foundOn(String release, String settings) throws Exception {
    try (NatsServerProcess server =
            NatsServerProcess.start(
                NatsServerBinary.release(release), "open", (ports, home) -> settings);
        Watch watch = Watch.overHttp(List.of(server.monitor()))) {
      return watch.found();
    }
  }
}
