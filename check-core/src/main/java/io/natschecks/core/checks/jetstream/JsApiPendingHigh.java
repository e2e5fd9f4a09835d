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
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.Followed;

/**
 * Finds servers on which too many JetStream API requests wait.
 *
 * @since 0.1
 */
public final class JsApiPendingHigh implements Check {

  static final Parameter<Long> MAX_PENDING =
      Parameter.count("max_pending", "requests")
          .describedAs("Number of API requests, queued or running, that is still accepted")
          .firesAbove()
          .defaultValue(1_000L);

  private static final Track<Server> INFLIGHT =
      Followed.ofJetStream("server.jetstream.api.inflight", each -> each.api().inflight());

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_005", "JS API Pending High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(MAX_PENDING)
          .requires(Section.JSZ)
          .alsoFollows(INFLIGHT)
          .causedBy("META_006", EntityType.META_GROUP)
          .remediation(
              "Find the client that floods the API, which the advisories of its account name, and"
                  + " slow it down; then look at the disk of the meta leader.")
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
    long limit = context.value(MAX_PENDING);
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .judge(
            (server, verdict) ->
                judge(
                    server.value().api(),
                    limit,
                    context.series(INFLIGHT, server.server()),
                    verdict));
  }

  private static void judge(ApiStatistics api, long limit, Series series, Verdict<?> verdict) {
    if (api.inflight() > limit) {
      verdict
          .finding()
          .observed("inflight", api.inflight(), "requests")
          .limit("max_pending", limit, "requests")
          .message(
              "%s API requests queued or running (reported above %s)",
              Display.count(api.inflight()), Display.count(limit));
    } else {
      verdict.forecast("inflight", limit + 1.0, "requests").from(series);
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server takes in JetStream API requests faster than it answers them. Clients time out \
            and often ask again, which makes the queue longer; when it is full the server throws it \
            away as a whole.""")
        .cause("A client floods the API, often with creating or looking up consumers.")
        .cause("Many instances start at once.")
        .cause("The disk of the meta leader is slow, or the server is short of CPU.")
        .cause("Very large lists of streams or consumers, which take long to answer.")
        .diagnose(
            "Watch the queue and the requests handled.",
            "watch -n 2 \"curl -s 'http://HOST:8222/jsz' | jq .api\"")
        .diagnose(
            "Compare the servers: in column Pending of the summary.",
            "nats server report jetstream")
        .diagnose(
            "See each request with its client as it happens, in the busiest account.",
            "nats --context ACCOUNT sub '$JS.EVENT.ADVISORY.API'")
        .fix("Stop or slow down the client that floods the API.")
        .fix("Let clients wait longer than usual, and a random time, before they ask again.")
        .fix(
            "If only the meta leader is slow, let another server lead: nats server cluster step-down.")
        .question(
            "How does it differ from META_008?",
            "This one counts requests that the server has taken in, whoever answers them. META_008 counts what waits for the"
                + " meta leader.")
        .limit(
            "The number is that of the moment. A queue that fills and empties between snapshots is not seen.")
        .related("JETSTREAM_004", "How many API requests come.")
        .related("JETSTREAM_009", "How many API requests fail.")
        .related("META_008", "How many requests wait for the meta leader.")
        .build();
  }
}
