// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class SubscriberTest {

  /** Runs work when a test says so. */
  private final Deque<Runnable> work = new ArrayDeque<>();

  private final FakeEmitter emitter = new FakeEmitter();
  private final List<Subscriber> ended = new ArrayList<>();

  private static final class FakeEmitter extends SseEmitter {
    private int sent;
    private boolean broken;
    private boolean complete;

    @Override
    public void send(SseEventBuilder builder) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      sent++;
    }

    @Override
    public synchronized void complete() {
      complete = true;
    }
  }

  private Subscriber subscriber() {
    return new Subscriber(emitter, work::add, ended::add);
  }

  @Test
  void tellsAllThatWaitsInOneGo() {
    Subscriber subscriber = subscriber();
    subscriber.tell("opened", "1");
    subscriber.tell("opened", "2");

    assertThat(work).hasSize(1);
    work.remove().run();

    assertThat(emitter.sent).isEqualTo(2);
    subscriber.tell("opened", "3");
    assertThat(work).hasSize(1);
  }

  @Test
  void letsGoWhoeverIsTooSlow() {
    Subscriber subscriber = subscriber();
    for (int i = 0; i < 1_001; i++) {
      subscriber.tell("opened", i);
    }

    assertThat(ended).containsExactly(subscriber);
    assertThat(emitter.complete).as("left to the thread that tells").isFalse();
    work.remove().run();
    assertThat(emitter.complete).isTrue();
    assertThat(emitter.sent).isZero();
  }

  @Test
  void forgetsWhoeverIsGone() {
    Subscriber subscriber = subscriber();
    emitter.broken = true;
    subscriber.tell("opened", "1");
    work.remove().run();

    subscriber.tell("opened", "2");

    assertThat(ended).contains(subscriber);
    assertThat(work).isEmpty();
  }

  @Test
  void endsWhereNothingCanBeDoneAnyMore() {
    Subscriber subscriber =
        new Subscriber(
            emitter,
            any -> {
              throw new RejectedExecutionException();
            },
            ended::add);

    subscriber.tell("opened", "1");

    assertThat(emitter.complete).isTrue();
  }
}
