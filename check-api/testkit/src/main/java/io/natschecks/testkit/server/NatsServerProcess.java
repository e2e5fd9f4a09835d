// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A nats-server of its own process, on loopback ports and in a temporary folder. Close it to end
 * the process and to remove the folder; the end of the JVM does so too. Its methods may be called
 * by one thread at a time.
 *
 * @since 0.1
 */
public final class NatsServerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 5;
  private static final String CONFIG = "server.conf";

  private final NatsServerBinary binary;
  private final String name;
  private final ServerPorts ports;
  private final ServerFolder folder;
  private Process process;

  private NatsServerProcess(
      NatsServerBinary binary, String name, ServerPorts ports, ServerFolder folder) {
    this.binary = binary;
    this.name = name;
    this.ports = ports;
    this.folder = folder;
    this.process = launch();
  }

  /**
   * Gives the configuration of a server.
   *
   * @since 0.1
   */
  @FunctionalInterface
  public interface Configuration {

    /**
     * Writes the configuration. Name, client port and monitoring port are added to it.
     *
     * @param ports the ports to use
     * @param folder a folder of the server's own, for JetStream and the like
     * @return text in the format of nats-server
     */
    String text(ServerPorts ports, Path folder);
  }

  /**
   * Starts a server, and waits until its monitoring answers and its client port is open.
   *
   * @param binary the program
   * @param name name of the server
   * @param configuration writes the configuration; asked again if a port was taken
   * @return the running server
   * @throws AssertionError if it does not start; the message has its log
   */
  public static NatsServerProcess start(
      NatsServerBinary binary, String name, Configuration configuration) {
    return retrying(() -> start(binary, name, ServerPorts.free(), configuration));
  }

  /** Starts a server on given ports; waiting for it is up to the caller. */
  static NatsServerProcess launch(
      NatsServerBinary binary, String name, ServerPorts ports, Configuration configuration) {
    ServerFolder folder = ServerFolder.create(name);
    try {
      Files.writeString(
          folder.path().resolve(CONFIG),
          """
          server_name: "%s"
          listen: "127.0.0.1:%d"
          http: "127.0.0.1:%d"
          %s
          """
              .formatted(
                  name, ports.client(), ports.monitor(), configuration.text(ports, folder.path())));
      return new NatsServerProcess(binary, name, ports, folder);
    } catch (IOException e) {
      folder.delete();
      throw new UncheckedIOException(e);
    }
  }

  private static NatsServerProcess start(
      NatsServerBinary binary, String name, ServerPorts ports, Configuration configuration) {
    NatsServerProcess server = launch(binary, name, ports, configuration);
    try {
      server.awaitReady();
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  /** Starts something again, with other ports, if its start fails by chance. */
  static <T> T retrying(Supplier<T> start) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.get();
      } catch (FalseStart e) {
        if (attempt == ATTEMPTS) {
          throw new AssertionError("no start in " + ATTEMPTS + " attempts", e);
        }
      }
    }
  }

  /** Waits until monitoring answers and the client port is open. */
  void awaitReady() {
    Eventually.until(
        name + " is ready",
        START,
        () -> {
          failIfEnded();
          return get("/varz").body().contains('"' + name + '"') && isOpen(ports.client());
        });
  }

  private static boolean isOpen(int port) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return client.isConnected();
    }
  }

  void failIfEnded() {
    if (process.isAlive()) {
      return;
    }
    String log = folder.log();
    if (log.contains("address already in use")) {
      throw new FalseStart(name + " found a port taken:\n" + log);
    }
    throw new AssertionError(name + " ended with exit code " + process.exitValue() + ":\n" + log);
  }

  private Process launch() {
    try {
      Process started =
          new ProcessBuilder(
                  binary.path().toString(), "-c", folder.path().resolve(CONFIG).toString())
              .directory(folder.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()))
              .start();
      folder.endAtExit(started);
      return started;
    } catch (IOException e) {
      folder.delete();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The name of the server.
   *
   * @return the configured name
   */
  public String name() {
    return name;
  }

  /**
   * The program.
   *
   * @return the program that runs
   */
  public NatsServerBinary binary() {
    return binary;
  }

  /**
   * The ports of the server.
   *
   * @return its ports; which of them are open depends on the configuration
   */
  public ServerPorts ports() {
    return ports;
  }

  /**
   * The folder of the server, with its configuration and its data.
   *
   * @return a temporary folder
   */
  public Path folder() {
    return folder.path();
  }

  /**
   * Where clients connect to.
   *
   * @return such as nats://127.0.0.1:40001
   */
  public String url() {
    return "nats://127.0.0.1:" + ports.client();
  }

  /**
   * Where monitoring answers.
   *
   * @return such as http://127.0.0.1:40002
   */
  public URI monitor() {
    return URI.create("http://127.0.0.1:" + ports.monitor());
  }

  /**
   * Reads a monitoring endpoint.
   *
   * @param pathAndQuery such as /healthz?details=1
   * @return status and body
   * @throws IOException if the server does not answer
   * @throws InterruptedException if the thread is interrupted
   */
  public HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
    return Monitoring.get(monitor().resolve(pathAndQuery));
  }

  /**
   * The log of the server.
   *
   * @return what it has written since its last start
   */
  public String log() {
    return folder.log();
  }

  /**
   * Says whether the process runs. A paused one does.
   *
   * @return true if it has not ended
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * How the process ended.
   *
   * @return its exit code, or empty while it runs
   */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Stops the server in good order (SIGTERM), and waits for its end. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** Ends the process at once, as a crash would (SIGKILL), and waits for its end. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Lets the server go into lame duck mode. It ends when its clients are gone. */
  public void lameDuck() {
    signal("USR2");
  }

  /** Freezes the process (SIGSTOP): its ports stay open, and nothing answers. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused process go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  /** Lets the server read its configuration again (SIGHUP); it does so in its own time. */
  public void reload() {
    signal("HUP");
  }

  /**
   * Replaces the configuration on disk, for {@link #reload()} or {@link #restart()}.
   *
   * @param change makes the new text of the old one
   */
  public void rewriteConfiguration(UnaryOperator<String> change) {
    Path file = folder.path().resolve(CONFIG);
    try {
      Files.writeString(file, change.apply(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts the server again after it ended: same name, ports and data, new server id.
   *
   * @throws IllegalStateException if it still runs
   * @throws AssertionError if it does not start
   */
  public void restart() {
    restartWithoutWaiting();
    awaitReady();
  }

  /**
   * Starts the server again after it ended, and does not wait: for servers that are not to become
   * ready.
   *
   * @throws IllegalStateException if it still runs
   */
  public void restartWithoutWaiting() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " still runs");
    }
    folder.clearLog();
    process = launch();
  }

  /** Ends the process and removes the folder. */
  @Override
  public void close() {
    kill();
    folder.delete();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end:\n" + folder.log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + name + " ends", e);
    }
  }

  /** Sends a signal that Java has no method for. The shell has kill built in. */
  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
              .redirectErrorStream(true)
              .start();
      String output = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kill.waitFor() != 0) {
        throw new AssertionError("no " + signal + " to " + name + ": " + output.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while signalling " + name, e);
    }
  }
}
