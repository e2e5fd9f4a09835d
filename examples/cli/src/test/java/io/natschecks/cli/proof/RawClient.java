// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.natschecks.testkit.server.NatsServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** A client that speaks only when told to, so that it can do what a library never would. */
final class RawClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader lines;
  private int subscriptions;

  /** Connects with fields of its own in the CONNECT, such as user and password. */
  RawClient(NatsServerProcess server, String connect) throws IOException {
    socket = new Socket();
    // A small window, so that what the server sends soon waits there.
    socket.setReceiveBufferSize(4096);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.ports().client()));
    lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 512);
    awaitLine("INFO");
    send("CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1," + connect + "}");
    flush();
  }

  /** As many different subjects that start with a word. */
  static String[] subjects(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + "." + i).toArray(String[]::new);
  }

  static RawClient login(NatsServerProcess server, String user, String name) throws IOException {
    return new RawClient(
        server, "\"user\":\"%s\",\"pass\":\"secret\",\"name\":\"%s\"".formatted(user, name));
  }

  void send(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Publishes an empty message, and returns once the server has it. */
  void publish(String subject) throws IOException {
    send("PUB " + subject + " 0\r\n");
    flush();
  }

  /** Subscribes, and returns once the server knows of it. From then on nothing is read. */
  void subscribe(String... subjects) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String subject : subjects) {
      all.append("SUB ").append(subject).append(' ').append(++subscriptions).append("\r\n");
    }
    socket.getOutputStream().write(all.toString().getBytes(StandardCharsets.US_ASCII));
    flush();
  }

  /** Returns once the server has read all that was sent. */
  void flush() throws IOException {
    send("PING");
    awaitLine("PONG");
  }

  private void awaitLine(String start) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return;
      }
      if (line.startsWith("PING")) {
        send("PONG");
      }
      if (line.startsWith("-ERR")) {
        throw new IOException(line);
      }
    }
    throw new IOException("the server closed the connection before " + start);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
