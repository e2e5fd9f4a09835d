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
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CLUSTER_007 and CLUSTER_008 on a real super-cluster of three clusters. */
class GatewayTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAGatewayThatIsGoneAndOneThatWasNeverThere(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster b = cluster("B").servers(1, binary).start();
        NatsCluster c = cluster("C").servers(1, binary).start();
        NatsCluster a = cluster("A").servers(3, binary).gatewayTo(b).gatewayTo(c).start()) {
      lockOut(a.server("a3"), a, c);
      try (Watch watch = Watch.over(a)) {
        assertThat(watch.found()).containsExactly("CLUSTER_008 server/A/a3");
        findsThatCIsGone(a, c, watch);
      }
    }
  }

  /** Gives C a password that all know but one. */
  private static void lockOut(NatsServerProcess locked, NatsCluster a, NatsCluster c) {
    NatsServerProcess remote = c.server("c1");
    rewrite(
        remote,
        text ->
            text.replace(
                "gateways: [", "authorization { user: \"g\", password: \"secret\" }, gateways: ["));
    String address = "127.0.0.1:" + remote.ports().gateway();
    for (NatsServerProcess server : a.servers()) {
      rewrite(
          server,
          text ->
              server == locked
                  ? text.replaceAll("(, )?\\{name: \"C\"[^}]*\\}", "")
                  : text.replace("nats://" + address, "nats://g:secret@" + address));
    }
    for (NatsServerProcess server : a.servers()) {
      Eventually.until(
          server.name() + " has its gateways and its routes",
          Duration.ofSeconds(30),
          () ->
              outbound(server).contains("\"B\"")
                  && outbound(server).contains("\"C\"") == (server != locked)
                  && server.get("/varz").body().contains("\"remotes\": 2"));
    }
  }

  private static void rewrite(NatsServerProcess server, UnaryOperator<String> change) {
    server.stop();
    server.rewriteConfiguration(change);
    server.restart();
  }

  private static void findsThatCIsGone(NatsCluster a, NatsCluster c, Watch watch) throws Exception {
    c.close();
    for (String name : new String[] {"a1", "a2"}) {
      Eventually.until(
          name + " has lost its gateway to C",
          Duration.ofSeconds(30),
          () -> !outbound(a.server(name)).contains("\"C\""));
    }
    assertThat(watch.found())
        .containsExactly("CLUSTER_007 server/A/a1 remote=c", "CLUSTER_007 server/A/a2 remote=c");
  }

  private static NatsClusterBuilder cluster(String name) {
    return NatsCluster.named(name).account("ACME", "acme", "secret").gateway();
  }

  private static String outbound(NatsServerProcess server) throws Exception {
    String body = server.get("/gatewayz").body();
    int start = body.indexOf("\"outbound_gateways\"");
    int end = body.indexOf("\"inbound_gateways\"");
    return body.substring(start, end < start ? body.length() : end);
  }
}
