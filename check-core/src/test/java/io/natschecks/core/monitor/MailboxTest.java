// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.Snapshots;
import io.natschecks.testkit.server.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void leavesTheOldestOutAndSaysHowMany() {
    Heard heard = new Heard();
    Mailbox mailbox = new Mailbox(heard, 2);
    for (String each : new String[] {"a", "b", "c", "d"}) {
      mailbox.put(News.cannotSee(Snapshots.START, each));
    }

    assertThat(mailbox.tellNext()).isTrue();
    assertThat(mailbox.tellNext()).isTrue();
    assertThat(mailbox.tellNext()).isFalse();
    assertThat(heard.lines()).containsExactly("missed 2", "cannot see: c", "cannot see: d");
  }

  @Test
  void aListenerThatThrowsIsToldTheNextNonetheless() {
    Heard heard = new Heard();
    Mailbox mailbox =
        new Mailbox(
            new AuditListener() {
              @Override
              public void cannotSee(Instant since, String problem) {
                heard.cannotSee(since, problem);
                if (problem.equals("a")) {
                  throw new StackOverflowError();
                }
                throw new IllegalStateException();
              }
            },
            10);
    mailbox.put(
        listener -> {
          News.cannotSee(Snapshots.START, "a").tell(listener);
          News.cannotSee(Snapshots.START, "b").tell(listener);
        });
    mailbox.put(News.cannotSee(Snapshots.START, "c"));

    assertThat(mailbox.tellNext()).isTrue();
    assertThat(mailbox.tellNext()).isTrue();
    assertThat(heard.lines()).containsExactly("cannot see: a", "cannot see: b", "cannot see: c");
  }

  @Test
  @Timeout(60)
  void aSlowListenerMakesNobodyWait() {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Heard heard = new Heard();
    Mailbox mailbox =
        new Mailbox(
            new AuditListener() {
              @Override
              public void cannotSee(Instant since, String problem) {
                busy.countDown();
                await(goOn);
                heard.cannotSee(since, problem);
              }
            },
            10);
    Thread thread = new Thread(mailbox);
    thread.start();
    mailbox.put(News.cannotSee(Snapshots.START, "a"));
    await(busy);
    mailbox.put(News.cannotSee(Snapshots.START, "b"));
    assertThat(heard.soFar()).isEmpty();

    goOn.countDown();
    mailbox.close(PATIENCE);
    assertThat(heard.lines()).as("what is left").hasSize(2);
    Eventually.until("the thread ends", PATIENCE, () -> !thread.isAlive());
    mailbox.put(News.cannotSee(Snapshots.START, "c"));
    assertThat(heard.lines()).as("after the end").isEmpty();
  }

  @Test
  @Timeout(60)
  void closingWaitsNoLongerThanItMay() {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Mailbox mailbox =
        new Mailbox(
            new AuditListener() {
              @Override
              public void cannotSee(Instant since, String problem) {
                busy.countDown();
                await(never);
              }
            },
            10);
    Thread thread = new Thread(mailbox);
    thread.start();
    mailbox.put(News.cannotSee(Snapshots.START, "a"));
    await(busy);

    mailbox.close(Duration.ofMillis(50));
    Eventually.until("it was interrupted", PATIENCE, () -> !thread.isAlive());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
