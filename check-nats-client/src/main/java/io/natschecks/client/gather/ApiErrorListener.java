// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.client.decode.ApiAdvisoryDecoder;
import io.natschecks.client.decode.ApiFailure;
import io.natschecks.client.gather.TenantAccounts.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Listens in accounts for requests to the JetStream API that fail. Servers tell of each request
 * there, failed or not, and nowhere else.
 */
final class ApiErrorListener implements AutoCloseable {

  private static final String SUBJECT = "$JS.EVENT.ADVISORY.API";
  private static final Duration ROUND_TRIP = Duration.ofSeconds(2);
  private static final long MAX_PENDING_MESSAGES = 1 << 16;
  private static final long MAX_PENDING_BYTES = 64L << 20;

  /** Listens in one account. */
  private static final class Ear {
    final Connection connection;
    final Dispatcher dispatcher;
    final ApiErrorTally tally;
    private long dropped;

    Ear(Connection connection, Dispatcher dispatcher, ApiErrorTally tally) {
      this.connection = connection;
      this.dispatcher = dispatcher;
      this.tally = tally;
    }

    boolean isOpen() {
      return connection.getStatus() != Connection.Status.CLOSED && dispatcher.isActive();
    }

    /** What the dispatcher had no room for since the last time. */
    long missed() {
      long before = dropped;
      dropped = dispatcher.getDroppedCount();
      return dropped - before;
    }
  }

  private final Clock clock;
  private final Map<String, Ear> ears = new TreeMap<>();
  private final List<String> unheard = new ArrayList<>();
  private @Nullable Instant since;
  private boolean closed;

  ApiErrorListener(Clock clock) {
    this.clock = clock;
  }

  /** Listens in accounts in which it does not yet. */
  synchronized void listen(Collection<Tenant> tenants) throws InterruptedException {
    if (closed) {
      return;
    }
    if (since == null) {
      since = clock.instant();
    }
    ears.values().removeIf(ear -> !ear.isOpen());
    unheard.clear();
    for (Tenant tenant : tenants) {
      String account = tenant.account().id();
      Ear ear = ears.get(account);
      if (ear == null && tenant.account().isKnown()) {
        ear = open(account, tenant.connection());
      }
      if (ear == null) {
        unheard.add(account);
      } else {
        ears.put(account, ear);
      }
    }
  }

  /** Begins to listen in an account; null where that is not allowed, or there is no connection. */
  private static @Nullable Ear open(String account, Connection connection)
      throws InterruptedException {
    try {
      PermissionViolation.forget(connection, SUBJECT);
      ApiErrorTally tally = new ApiErrorTally(account);
      Dispatcher dispatcher = connection.createDispatcher();
      dispatcher.setPendingLimits(MAX_PENDING_MESSAGES, MAX_PENDING_BYTES);
      ApiAdvisoryDecoder decoder = new ApiAdvisoryDecoder();
      dispatcher.subscribe(
          SUBJECT,
          message -> {
            ApiFailure failure = decoder.decode(message.getData());
            if (failure != null) {
              tally.add(failure);
            }
          });
      connection.flush(ROUND_TRIP);
      if (!PermissionViolation.isOf(connection, SUBJECT)) {
        return new Ear(connection, dispatcher, tally);
      }
      connection.closeDispatcher(dispatcher);
      return null;
    } catch (IllegalStateException | TimeoutException e) {
      return null;
    }
  }

  /** What was heard since the last time. */
  synchronized ApiErrors drain() {
    Instant now = clock.instant();
    List<ApiErrorCount> counts = new ArrayList<>();
    long others = 0;
    long missed = 0;
    for (Ear ear : ears.values()) {
      ApiErrorTally.Counted counted = ear.tally.drain();
      counts.addAll(counted.counts());
      others += counted.others();
      missed += ear.missed();
    }
    Instant from = since == null ? now : since;
    since = now;
    return new ApiErrors(from, List.copyOf(ears.keySet()), unheard, counts, others, missed);
  }

  /** Ends the listening; the connections stay open. */
  @Override
  public synchronized void close() {
    closed = true;
    for (Ear ear : ears.values()) {
      if (ear.isOpen()) {
        ear.connection.closeDispatcher(ear.dispatcher);
      }
    }
    ears.clear();
    unheard.clear();
  }
}
