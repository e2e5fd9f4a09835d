// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects when somebody needs the connection, so that an application starts without NATS, and anew
 * when the client has given the connection up.
 */
final class NatsConnector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NatsConnector.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int FOREVER = -1;

  private final List<String> servers;
  private final Consumer<Options.Builder> settings;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private boolean closed;

  /**
   * A connector that has not connected yet.
   *
   * @param servers addresses without secrets
   * @param settings login and TLS
   */
  NatsConnector(List<String> servers, Consumer<Options.Builder> settings) {
    this.servers = List.copyOf(servers);
    this.settings = settings;
  }

  /**
   * The connection.
   *
   * @throws IOException if there is none; the message is one sentence without secrets
   */
  Connection connection() throws IOException {
    try {
      lock.lockInterruptibly();
      try {
        return open();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The connection to NATS was interrupted", e);
    }
  }

  private Connection open() throws IOException, InterruptedException {
    if (closed) {
      throw new IOException("The application is closing");
    }
    Connection current = connection;
    if (current == null || current.getStatus() == Connection.Status.CLOSED) {
      current = connect();
      connection = current;
    }
    return current;
  }

  private Connection connect() throws IOException, InterruptedException {
    Trouble trouble = new Trouble();
    Options.Builder options =
        new Options.Builder()
            .servers(servers.toArray(String[]::new))
            .connectionName("natschecks")
            .connectionTimeout(TIMEOUT)
            .maxReconnects(FOREVER)
            .errorListener(trouble)
            .connectionListener((any, event) -> LOG.debug("NATS: {}", event));
    settings.accept(options);
    try {
      return Nats.connect(options.build());
    } catch (IOException e) {
      throw new IOException(sentence(e, trouble.last), e);
    }
  }

  private String sentence(IOException problem, @Nullable Exception met) {
    String where = String.join(", ", servers);
    if (hasCause(problem, AuthenticationException.class)) {
      return "NATS at " + where + " refuses the login";
    }
    return hasCause(met, SSLException.class)
        ? "No safe connection to NATS at " + where + " can be made with TLS"
        : "NATS at " + where + " does not answer";
  }

  private static boolean hasCause(@Nullable Throwable problem, Class<? extends Throwable> type) {
    return Stream.iterate(problem, each -> each != null, Throwable::getCause)
        .limit(20)
        .anyMatch(type::isInstance);
  }

  /** The client tells its listener more than it throws, TLS above all. */
  private static final class Trouble implements ErrorListener {
    private volatile @Nullable Exception last;

    @Override
    public void exceptionOccurred(Connection any, Exception problem) {
      LOG.debug("NATS", problem);
      last = problem;
    }
  }

  @Override
  public void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      if (connection != null) {
        connection.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
