// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import io.natschecks.testkit.server.NatsServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Connections of tests. */
public final class Clients {

  private Clients() {}

  /** Connects to any server of a cluster. */
  public static Connection connect(NatsCluster cluster, String account) throws Exception {
    return connect(cluster.login(account), cluster.urls().toArray(String[]::new));
  }

  /** Connects to one server. */
  public static Connection connect(NatsCluster cluster, String account, String server)
      throws Exception {
    return connect(cluster.login(account), cluster.server(server).url());
  }

  private static Connection connect(NatsLogin login, String... urls) throws Exception {
    Options.Builder options = options(urls);
    if (login.credentials() == null) {
      options.userInfo(login.user(), login.password());
    } else {
      options.authHandler(Nats.credentials(login.credentials().toString()));
    }
    return Nats.connect(options.build());
  }

  /** Connects as a user who is in no plan. */
  public static Connection connectAs(String user, String password, String url) throws Exception {
    return Nats.connect(options(url).userInfo(user, password).build());
  }

  private static Options.Builder options(String... urls) {
    return new Options.Builder()
        .servers(urls)
        .connectionTimeout(Duration.ofSeconds(5))
        .errorListener(new ErrorListener() {})
        .noReconnect();
  }

  /** Waits until servers are frozen: a signal takes its time on a busy machine. */
  static void awaitSilence(Connection system, String... servers) {
    Eventually.until(
        String.join(", ", servers) + " do not answer",
        Duration.ofSeconds(30),
        () -> {
          Set<String> answering = new HashSet<>();
          new SystemAccount(system)
              .scatter(
                  MonitoringRequest.statsz(),
                  Set.of(),
                  Deadline.in(Duration.ofSeconds(5)),
                  (envelope, body) -> answering.add(envelope.server().name()));
          return List.of(servers).stream().noneMatch(answering::contains);
        });
  }

  /** A client that only connects. */
  public static Socket raw(NatsServerProcess server, NatsLogin login) throws IOException {
    return named(server, login, "");
  }

  /** A client that only connects, and has a name. */
  static Socket named(NatsServerProcess server, NatsLogin login, String name) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.ports().client());
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    in.readLine();
    String connect =
        "CONNECT {\"verbose\":false,\"user\":\"%s\",\"pass\":\"%s\",\"name\":\"%s\"}\r\nPING\r\n"
            .formatted(login.user(), login.password(), name);
    socket.getOutputStream().write(connect.getBytes(StandardCharsets.US_ASCII));
    String answer = in.readLine();
    if (!"PONG".equals(answer)) {
      throw new IOException("not PONG but " + answer);
    }
    return socket;
  }
}
