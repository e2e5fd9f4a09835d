// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells what changes, as server-sent events: opened, changed, flapping, resolved; audited after
 * each audit; cannot-see and sees-again. Whoever begins to listen asks for the findings once more,
 * so that nothing is lost in between.
 */
@Component
class FindingsFeed implements AuditListener {

  private static final int MOST_SUBSCRIBERS = 100;

  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Executor executor;
  private volatile boolean closed;

  FindingsFeed(@Qualifier("applicationTaskExecutor") Executor executor) {
    this.executor = executor;
  }

  /** Adds a subscriber, until it goes away or is too slow. */
  SseEmitter subscribe() {
    if (closed || subscribers.size() >= MOST_SUBSCRIBERS) {
      throw Problem.of(
          HttpStatus.SERVICE_UNAVAILABLE, "No more than " + MOST_SUBSCRIBERS + " can listen");
    }
    SseEmitter emitter = new SseEmitter(0L);
    Subscriber subscriber = new Subscriber(emitter, executor, subscribers::remove);
    subscribers.add(subscriber);
    subscriber.tell("listening", Map.of());
    return emitter;
  }

  @Override
  public void opened(AuditedFinding finding, AuditReport report) {
    tell("opened", FindingView.of(finding));
  }

  @Override
  public void severityChanged(AuditedFinding finding, AuditReport report) {
    tell("changed", FindingView.of(finding));
  }

  @Override
  public void flapping(AuditedFinding finding, AuditReport report) {
    tell("flapping", FindingView.of(finding));
  }

  @Override
  public void resolved(AuditedFinding finding, AuditReport report) {
    tell("resolved", FindingView.of(finding));
  }

  @Override
  public void audited(AuditReport report) {
    tell(
        "audited",
        Map.of("takenAt", report.takenAt(), "health", FindingView.word(report.health())));
  }

  @Override
  public void cannotSee(Instant since, String problem) {
    tell("cannot-see", Map.of("since", since, "problem", problem));
  }

  @Override
  public void seesAgain(Instant at, Duration blind) {
    tell("sees-again", Map.of("at", at));
  }

  @Override
  public void missed(long count) {
    tell("missed", Map.of("count", count));
  }

  private void tell(String event, Object data) {
    subscribers.forEach(each -> each.tell(event, data));
  }

  /** Answers that go on for ever would hold up the end of the web server. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closed = true;
    subscribers.forEach(Subscriber::close);
  }
}
