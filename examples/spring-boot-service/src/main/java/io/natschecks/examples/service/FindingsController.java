// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import io.natschecks.api.Severity;
import io.natschecks.core.monitor.AuditMonitor;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.report.AuditReport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells what is found. An instance that does not know says 503, never an empty list, which would
 * look healthy.
 */
@RestController
@RequestMapping("/findings")
class FindingsController {

  private static final int MOST = 1_000;

  private final AuditMonitor monitor;
  private final FindingsFeed feed;

  FindingsController(AuditMonitor monitor, FindingsFeed feed) {
    this.monitor = monitor;
    this.feed = feed;
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  FindingsView findings(
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(defaultValue = "100") String limit) {
    Severity asked = severity == null ? null : severityOf(severity);
    int most = limitOf(limit);
    MonitorStatus now = monitor.status();
    AuditReport report = now.lastReport();
    if (report == null || now.state() != MonitorStatus.State.WATCHING) {
      throw notKnown(now, report);
    }
    return FindingsView.of(report, asked, most);
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events() {
    return feed.subscribe();
  }

  private static Problem notKnown(MonitorStatus now, @Nullable AuditReport report) {
    String problem = now.problem();
    Problem answer =
        Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                problem == null ? "This instance has not seen the deployment yet" : problem)
            .with("state", FindingView.word(now.state()))
            .with("since", now.since());
    return report == null ? answer : answer.with("lastAudit", report.takenAt());
  }

  private static Severity severityOf(String text) {
    return Arrays.stream(Severity.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest("severity is info, warning or critical"));
  }

  private static int limitOf(String text) {
    if (text.matches("\\d{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Problem.badRequest("limit is a number from 1 to " + MOST);
  }
}
