// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLUSTER_007 and CLUSTER_008 on a real super-cluster of three clusters. */
class GatewayTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAGatewayThatIsGoneAndOneThatWasNeverThere(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster b = cluster("B").servers(1, binary).start();
        NatsCluster c = cluster("C").servers(1, binary).gatewayTo(b).start();
        NatsCluster a = cluster("A").servers(3, binary).gatewayTo(b).gatewayTo(c).start();
        Watch watch = Watch.over(a)) {
      assertThat(watch.found()).isEmpty();

      NatsServerProcess third = a.server("a3");
      third.stop();
      third.rewriteConfiguration(text -> strangerTo("C", text));
      third.restart();
      Eventually.until(
          "the server has its gateway to B",
          Duration.ofSeconds(30),
          () ->
              outbound(third).contains("\"B\"")
                  && third.get("/varz").body().contains("\"remotes\": 2"));
      assertThat(watch.found("SERVER_008")).containsExactly("CLUSTER_008 server/A/a3");

      c.close();
      Eventually.until(
          "the gateways to C are gone",
          Duration.ofSeconds(30),
          () ->
              !outbound(a.server("a1")).contains("\"C\"")
                  && !outbound(a.server("a2")).contains("\"C\"")
                  && !outbound(b.server("b1")).contains("\"C\""));
      assertThat(watch.found())
          .containsExactly(
              "CLUSTER_007 server/A/a1 remote=c",
              "CLUSTER_007 server/A/a2 remote=c",
              "CLUSTER_007 server/B/b1 remote=c");
    }
  }

  private static NatsClusterBuilder cluster(String name) {
    return NatsCluster.named(name).account("ACME", "acme", "secret").gateway();
  }

  /** The gateway block without one remote, whose connections are turned away. */
  private static String strangerTo(String remote, String text) {
    return text.lines()
        .map(
            line ->
                line.startsWith("gateway {")
                    ? line.replaceAll("(, )?\\{name: \"" + remote + "\"[^}]*\\}", "")
                        .replace("gateways: [", "reject_unknown_cluster: true, gateways: [")
                    : line)
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static String outbound(NatsServerProcess server) throws Exception {
    String body = server.get("/gatewayz").body();
    int start = body.indexOf("\"outbound_gateways\"");
    int end = body.indexOf("\"inbound_gateways\"");
    return body.substring(start, end < start ? body.length() : end);
  }
}
