// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The loopback ports of one server.
 *
 * @param client port of clients
 * @param monitor port of HTTP monitoring
 * @param cluster port of routes
 * @param gateway port of gateways
 * @param leaf port of leaf nodes
 * @since 0.1
 */
public record ServerPorts(int client, int monitor, int cluster, int gateway, int leaf) {

  private static final int PER_SERVER = 5;

  /**
   * Picks ports that nobody uses now. Somebody else may take one before the server does; then
   * starting it again with other ports helps.
   *
   * @return five different ports
   */
  public static ServerPorts free() {
    return free(1).get(0);
  }

  /** Picks the ports of several servers at once, so that they do not meet each other. */
  static List<ServerPorts> free(int servers) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      int[] ports = new int[servers * PER_SERVER];
      for (int i = 0; i < ports.length; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports[i] = socket.getLocalPort();
      }
      List<ServerPorts> all = new ArrayList<>();
      for (int i = 0; i < ports.length; i += PER_SERVER) {
        all.add(new ServerPorts(ports[i], ports[i + 1], ports[i + 2], ports[i + 3], ports[i + 4]));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    } finally {
      held.forEach(ServerPorts::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
