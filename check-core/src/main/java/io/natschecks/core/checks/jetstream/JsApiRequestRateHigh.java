// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;

/**
 * Finds servers that are asked too much over the JetStream API.
 *
 * @since 0.1
 */
public final class JsApiRequestRateHigh implements Check {

  static final Parameter<Double> MAX_RPS =
      Parameter.number("max_rps", "requests per second")
          .describedAs("Rate of API requests from which a server is reported")
          .firesFrom()
          .defaultValue(50.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_004", "JS API Request Rate High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(MAX_RPS)
          .requires(Section.JSZ)
          .uses(Section.VARZ)
          .needsPrevious()
          .remediation(
              "Find the clients that create or look up streams and consumers all the time, and let"
                  + " them bind to what exists; slow down pollers, this library among them.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    double limit = context.value(MAX_RPS);
    return context
        .changes(Section.JSZ, ApiReading::of)
        .where(change -> change.now().enabled())
        .judge((change, verdict) -> judge(change, limit, verdict));
  }

  private static void judge(Change<ApiReading> change, double limit, Verdict<?> verdict) {
    Duration interval = ApiReading.interval(change);
    if (interval.isZero() || interval.isNegative()) {
      verdict.notEvaluable("no time has passed since the snapshot before");
      return;
    }
    ApiStatistics before = change.before().api();
    ApiStatistics now = change.now().api();
    long requests = Change.rise(before.total(), now.total());
    double rate = requests / Seconds.of(interval);
    if (rate >= limit) {
      verdict
          .finding()
          .observed("requests_per_second", rate, "requests per second")
          .limit("max_rps", limit, "requests per second")
          .with("requests", requests, "requests")
          .with("errors", Change.rise(before.errors(), now.errors()), "requests")
          .with("interval", interval)
          .message(
              "%.2f API requests per second, in the last %s (reported from %s)",
              rate, Display.duration(interval), Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            JetStream API requests manage streams and consumers; publishing and consuming need none. \
            One worker of the server handles them, and many change the meta group, so a flood makes \
            everybody wait who creates or looks up anything.""")
        .cause("An application makes a stream or consumer for each message, request or user.")
        .cause(
            "Stream or consumer info in a loop, or in a dashboard or exporter that polls too fast.")
        .cause("Many instances start at once and all make what they need.")
        .cause("Clients that retry failing requests without a pause.")
        .diagnose(
            "Compare the servers; the meta leader and stream leaders answer most requests.",
            "nats server report jetstream")
        .diagnose(
            "See which accounts' requests they are, now and some seconds later.",
            "curl -s 'http://HOST:8222/jsz?accounts=1' | jq '[.account_details[] | {name, total: .api.total, errors: .api.errors}] | sort_by(-.total) | .[:10]'")
        .diagnose(
            "See each request with its client and subject as it happens, in such an account.",
            "nats --context ACCOUNT sub '$JS.EVENT.ADVISORY.API'")
        .fix("Bind to streams and consumers that exist, and make them when a service is deployed.")
        .fix("Ask for info less often, and keep what was answered.")
        .fix("Let clients retry with growing, random delays.")
        .fix("If this rate is normal, raise max_rps.")
        .question(
            "Does the audit itself count?",
            "Taking a snapshot over the system account or HTTP uses no JetStream API. One through an account's own API does: a"
                + " request for every page of streams and consumers.")
        .question(
            "Over which time is the rate?",
            "The time between the two snapshots, by the server's own clock where VARZ was gathered in both.")
        .limit(
            "The counter starts again with the process. A server that was restarted is not judged until the next snapshot.")
        .limit(
            "The rate is an average over the interval: a short burst in a long interval is not seen.")
        .related("JETSTREAM_005", "How many API requests wait.")
        .related("JETSTREAM_009", "How many API requests fail.")
        .related("META_008", "How many requests wait for the meta leader.")
        .build();
  }
}
