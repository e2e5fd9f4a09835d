// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.decode.ServiceInfoDecoder;
import io.natschecks.client.gather.Requests.Window;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ServiceInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the micro services of an account what they are. There are no pages and no total: each
 * instance answers, or does not. Anybody in the account can answer anything, so all is bounded.
 */
public final class ServiceDiscovery {

  private static final String SUBJECT = "$SRV.INFO";
  private static final Duration WHOLE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final int MAX_BYTES = 32 << 20;

  /** Most instances of an account that are looked at. */
  static final int MAX_ANSWERS = 10_000;

  /** Most bytes of an answer. */
  static final int MAX_ANSWER = 256 << 10;

  private final List<ServiceInfo> services = new ArrayList<>();
  private final ServiceInfoDecoder decoder = new ServiceInfoDecoder();
  private int answers;
  private int unreadable;
  private long bytes;

  private ServiceDiscovery() {}

  /**
   * Asks.
   *
   * @param connection a connection of any user of the account
   * @param account id of the account
   */
  public static AccountServices ask(Connection connection, String account, Deadline deadline)
      throws InterruptedException {
    ServiceDiscovery discovery = new ServiceDiscovery();
    Entry outcome = discovery.ask(connection, deadline);
    return new AccountServices(account, outcome, discovery.services);
  }

  private Entry ask(Connection connection, Deadline deadline) throws InterruptedException {
    Duration time = deadline.atMost(WHOLE);
    try {
      if (time.isZero()) {
        throw Unanswered.outOfTime();
      }
      new Requests(connection, MAX_BYTES)
          .collect(
              SUBJECT,
              null,
              new byte[0],
              new Window(time, IDLE),
              message -> take(message.getData()));
    } catch (NoResponders e) {
      return Entry.GATHERED; // Where nobody listens there is no service.
    } catch (Unanswered e) {
      return new Entry(e.status(), e.detail());
    }
    if (answers == 0) {
      return new Entry(Status.TIMED_OUT, "no service answered within " + time.toSeconds() + " s");
    }
    if (isFull()) {
      return new Entry(Status.TRUNCATED, "only the first " + answers + " answers were read");
    }
    return unreadable == 0
        ? Entry.GATHERED
        : new Entry(Status.MALFORMED, unreadable + " of " + answers + " answers cannot be read");
  }

  private boolean take(byte @Nullable [] answer) {
    answers++;
    int length = answer == null ? 0 : answer.length;
    bytes += length;
    ServiceInfo info = answer == null || length > MAX_ANSWER ? null : decoder.decode(answer);
    if (info == null) {
      unreadable++;
    } else {
      services.add(info);
    }
    return isFull();
  }

  private boolean isFull() {
    return answers >= MAX_ANSWERS || bytes >= MAX_BYTES;
  }
}
