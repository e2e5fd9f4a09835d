// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A monitoring port that answers what a test wants, with one connection a request. */
final class FakeMonitor implements AutoCloseable {

  /** Writes an answer, with its head. */
  interface Page {
    void write(OutputStream out) throws IOException;
  }

  /** What was asked for, with the authorization. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket port;

  FakeMonitor() throws IOException {
    port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  void answer(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answer(
        path,
        out -> {
          String head =
              "HTTP/1.1 %d x\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                  .formatted(status, bytes.length);
          out.write(head.getBytes(StandardCharsets.US_ASCII));
          out.write(bytes);
        });
  }

  void answer(String path, Page page) {
    pages.put(path, page);
  }

  URI address(String userInfo, String path) {
    return URI.create("http://" + userInfo + "127.0.0.1:" + port.getLocalPort() + path);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = port.accept();
        clients.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // The port is closed: the test is over.
    }
  }

  private void serve(Socket client) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String target = in.readLine().split(" ")[1];
      String authorization = "";
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.startsWith("Authorization: ")) {
          authorization = line.substring(14);
        }
      }
      asked.add(target + authorization);
      pages.get(target.replaceAll("\\?.*", "")).write(client.getOutputStream());
      client.getOutputStream().flush();
      client.shutdownOutput();
    } catch (IOException e) {
      asked.add("cut");
    }
  }

  @Override
  public void close() throws IOException {
    port.close();
    for (Socket client : clients) {
      client.close();
    }
    threads.shutdownNow();
  }
}
