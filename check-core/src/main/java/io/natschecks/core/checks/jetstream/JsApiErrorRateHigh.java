// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.function.ToLongFunction;

/**
 * Finds servers on which too large a share of the JetStream API requests fails.
 *
 * @since 0.1
 */
public final class JsApiErrorRateHigh implements Check {

  static final Parameter<Double> ERROR_PERCENT =
      Parameter.number("error_percent", "percent")
          .describedAs("Share of failed API requests above which a server is reported")
          .firesAbove()
          .between(0, 100)
          .defaultValue(1.0);

  static final Parameter<Long> MIN_REQUESTS =
      Parameter.count("min_requests", "requests")
          .describedAs("Fewest requests for the share to mean anything")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(100L);

  static final Track<Server> REQUESTS =
      Track.of(
          Tracked.SERVERS,
          "server.jetstream.api.total",
          server -> counter(server, ApiStatistics::total));

  static final Track<Server> ERRORS =
      Track.of(
          Tracked.SERVERS,
          "server.jetstream.api.errors",
          server -> counter(server, ApiStatistics::errors));

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_009", "JS API Error Rate High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.SERVER)
          .parameters(ERROR_PERCENT, MIN_REQUESTS)
          .requires(Section.JSZ)
          .uses(Section.VARZ)
          .follows(REQUESTS, ERRORS)
          .causedBy("META_006", EntityType.META_GROUP)
          .remediation(
              "Listen to $JS.EVENT.ADVISORY.API in the busiest accounts to see which request of"
                  + " which client fails, and mend the most frequent one first.")
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
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<JetStreamServer> server, Verdict<?> verdict) {
    ApiSpan span = ApiSpan.of(context, server, context.value(MIN_REQUESTS));
    double limit = context.value(ERROR_PERCENT);
    if (span == null || span.errorPercent() <= limit) {
      return;
    }
    FindingBuilder finding =
        verdict
            .finding()
            .observed("error_percent", span.errorPercent(), "percent")
            .limit("error_percent_limit", limit, "percent")
            .with("errors", span.errors(), "requests")
            .with("requests", span.requests(), "requests")
            .with("span", span.label());
    ApiFailures failures = ApiFailures.of(context.current(), server.server());
    failures.addTo(finding);
    finding.message(
        "%s of %s API requests failed, %s (%s, reported above %s)%s",
        Display.count(span.errors()),
        Display.count(span.requests()),
        span.label(),
        Display.percent(span.errorPercent()),
        Display.number(limit),
        failures.mostFrequent());
  }

  private static long counter(Server server, ToLongFunction<ApiStatistics> counter) {
    JetStreamServer jetStream = server.jetStreamServer();
    return jetStream == null || !jetStream.enabled()
        ? Track.HOLE
        : counter.applyAsLong(jetStream.api());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Failing API requests mean that applications do not get what they ask of JetStream: a \
            stream that is not there, a limit that is reached, a configuration that is refused. \
            Clients that retry without a pause also keep the API busy for everybody else.""")
        .cause("An application asks for a stream or consumer that was deleted or never created.")
        .cause("A limit of the account or the server is reached, so that creating fails.")
        .cause("Several instances create the same durable consumer with different configurations.")
        .cause("Requests that arrive while the meta group elects a leader.")
        .diagnose(
            "Watch failing requests as they happen, in each account that uses JetStream: type, client and error are in the event.",
            "nats --context ACCOUNT sub '$JS.EVENT.ADVISORY.API'")
        .diagnose(
            "Let the audit listen between its two snapshots, and count by error, operation, account and client.",
            "natschecks audit --server nats://HOST:4222 --creds sys.creds --account-creds acme.creds --advisories")
        .diagnose(
            "Compare the servers; the meta leader and stream leaders answer most requests.",
            "nats server report jetstream")
        .diagnose(
            "See which accounts' requests fail on a server.",
            "curl -s 'http://HOST:8222/jsz?accounts=1' | jq '.account_details[] | {name, api}'")
        .diagnose("Read them from the server itself.", "curl -s 'http://HOST:8222/jsz' | jq .api")
        .fix(
            "Create streams and consumers when a service is deployed, not when it meets their absence.")
        .fix(
            "Retry with growing delays, and do not retry what cannot succeed, such as a refused configuration.")
        .fix("Raise the account's JetStream limits if they are what is met.")
        .fix("Where failing requests are normal, as in test environments, raise error_percent.")
        .question(
            "Which span does it judge?",
            "The time since the previous snapshot if that holds min_requests requests, else the shortest span of the"
                + " history that does, else the time since the server started while it has not been followed for a whole"
                + " window. The finding names the span.")
        .question(
            "Are errors counted twice?",
            "No. A failed request raises both counters of the server, so the errors are part of the total.")
        .question(
            "How does it differ from JETSTREAM_004 and JETSTREAM_005?",
            "Those look at how many requests come and how many wait. This one looks at how many fail.")
        .limit(
            "The counters do not say which account or request fails. The evidence does where the source listens for"
                + " advisories: in the accounts that it has connections to, because servers tell of a request in its own"
                + " account alone. 2.9 does not name the client.")
        .limit(
            "A server with few requests is judged over a longer span, so a fault that has passed can be reported for a while."
                + " Such a span begins with a sample that the history still knows, which can be up to an eighth of the"
                + " window further back than it needs to be.")
        .related("JETSTREAM_004", "How many API requests come.")
        .related("JETSTREAM_005", "How many API requests wait.")
        .related("META_003", "Elections of the meta group, during which requests fail.")
        .build();
  }
}
