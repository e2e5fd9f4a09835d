// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.api.StreamConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JwtOperatorTest {

  @ParameterizedTest
  @MethodSource("releasesAndResolvers")
  void limitsTheConnectionsOfAnAccount(String release, Resolver resolver) throws Exception {
    JwtOperator operator = JwtOperator.named("OP");
    JwtAccount acme = operator.account("ACME").limit("conn", 2);
    try (NatsCluster server =
        NatsCluster.named("J")
            .servers(1, NatsServerBinary.release(release))
            .jetStream()
            .operator(operator, resolver)
            .start()) {
      assertThat(server.accountId("ACME")).isEqualTo(acme.id());
      List<Connection> open = new ArrayList<>();
      try {
        open.add(Clients.connect(server, "ACME"));
        open.add(Clients.connect(server, "ACME"));
        List<String> errors = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> open.add(Clients.connect(server, "ACME", errors)));
        assertThat(errors).contains("maximum account active connections exceeded");
        assertThat(open.get(0).jetStreamManagement().addStream(stream()).getConfig().getName())
            .isEqualTo("ORDERS");
      } finally {
        for (Connection connection : open) {
          connection.close();
        }
      }
    }
  }

  static Stream<Arguments> releasesAndResolvers() {
    return Stream.of("2.9", "2.10", "2.15")
        .flatMap(
            release ->
                Stream.of(Resolver.values()).map(resolver -> Arguments.of(release, resolver)));
  }

  @Test
  void formsAClusterWithALeafNode() throws Exception {
    JwtOperator operator = JwtOperator.named("OP");
    operator.account("ACME");
    NatsServerBinary binary = NatsServerBinary.any();
    try (NatsCluster hub =
            NatsCluster.named("HUB")
                .servers(3, binary)
                .jetStream("hub")
                .operator(operator, Resolver.FULL)
                .leafNodes()
                .start();
        NatsCluster edge =
            NatsCluster.named("EDGE")
                .servers(1, binary)
                .jetStream("edge")
                .operator(operator, Resolver.MEMORY)
                .leafOf(hub, "ACME", NatsCluster.SYSTEM_ACCOUNT)
                .start();
        Connection system = Clients.connect(hub, NatsCluster.SYSTEM_ACCOUNT)) {
      assertThat(edge.servers()).hasSize(1);
      assertThat(Clients.replies(system, "$SYS.REQ.SERVER.PING", 4))
          .anyMatch(reply -> reply.contains("\"edge1\""));
    }
  }

  @Test
  void writesKeysThatClientsRead() throws Exception {
    io.natschecks.testkit.server.NKey ours =
        io.natschecks.testkit.server.NKey.create(io.natschecks.testkit.server.NKey.Owner.USER);
    NKey theirs = NKey.fromSeed(ours.seed().toCharArray());
    assertThat(new String(theirs.getPublicKey())).isEqualTo(ours.publicKey());
    byte[] content = {1, 2, 3};
    assertThat(theirs.verify(content, ours.sign(content))).isTrue();
  }

  private static StreamConfiguration stream() {
    return StreamConfiguration.builder().name("ORDERS").subjects("orders.>").build();
  }
}
