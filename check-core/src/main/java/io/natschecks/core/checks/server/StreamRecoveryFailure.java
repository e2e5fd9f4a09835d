// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds servers on which streams or consumers were not recovered or are not current.
 *
 * @since 0.1
 */
public final class StreamRecoveryFailure implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_015", "Stream Recovery Failure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.HEALTHZ)
          .uses(Section.VARZ)
          .causedBy("SERVER_016", EntityType.SERVER)
          .causedBy("META_006", EntityType.META_GROUP)
          .remediation(
              "Read the text of each stream: wait for one that catches up; after an error look at"
                  + " the disk, then remove the broken replica and let it be placed anew.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context.servers(Section.HEALTHZ, Server::health).judge(StreamRecoveryFailure::judge);
  }

  private static void judge(Observed<Health> server, Verdict<?> verdict) {
    Health health = server.value();
    List<HealthError> errors =
        HealthErrors.of(health, verdict, HealthError.Type.STREAM, HealthError.Type.CONSUMER);
    if (errors.isEmpty()) {
      return;
    }
    long consumers =
        errors.stream().filter(error -> error.type() == HealthError.Type.CONSUMER).count();
    long streams = errors.size() - consumers;
    HealthErrors.finding(verdict, health, errors)
        .with("stream_errors", streams, "streams")
        .with("consumer_errors", consumers, "consumers")
        .with("assets", errors.stream().map(StreamRecoveryFailure::asset).toList())
        .message(
            "%s and %s not recovered or not current: %s",
            Display.count(streams, "stream"),
            Display.count(consumers, "consumer"),
            HealthErrors.summary(errors));
  }

  private static String asset(HealthError error) {
    String name =
        Stream.of(error.account(), error.stream(), error.consumer())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("/"));
    return name + ": " + error.text();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Replicas on this server do not hold what they should. A stream with a single copy is \
            not available until it is mended; a replicated one has lost its reserve, and the \
            next server that stops can cost it its quorum or its newest messages.""")
        .cause("The server was just restarted and its replicas are still catching up.")
        .cause(
            "Damaged or missing files of a stream after a crash, a full disk or a careless copy.")
        .cause("A write error: the disk is full, failing or read-only.")
        .cause(
            "An account whose JWT came back late: the text is \"group node missing\" until the server is restarted.")
        .diagnose(
            "Read the text of every stream and consumer.",
            "curl -s 'http://HOST:8222/healthz?details=1' | jq '.errors[]? | select(.type == \"STREAM\" or .type == \"CONSUMER\")'")
        .diagnose(
            "See whether replicas catch up: the lag should fall.",
            "nats --context ACCOUNT stream info STREAM")
        .diagnose(
            "Compare the replicas of all streams of the account.",
            "nats --context ACCOUNT stream report")
        .diagnose("Read the log for the stream's name, and look at the disk.", "df -h STORE_DIR")
        .fix(
            "Not current after a restart: wait. Go on with a rolling restart only when this is gone.")
        .fix("\"group node missing\": restart the server.")
        .fix(
            "A broken replica of a replicated stream: nats stream cluster peer-remove STREAM SERVER; another replica is placed and filled.")
        .fix(
            "A stream with one copy: repair the disk, then nats stream restore from a backup. Keep more than one copy of what must not be lost.")
        .question(
            "Is it always a damaged file?",
            "No. In a cluster the health endpoint says the same of a replica that is merely behind. Act when it outlives the"
                + " usual time of catching up.")
        .question(
            "Why one finding for many streams?",
            "The server is what needs attention. The evidence lists the streams and consumers with their texts.")
        .limit(
            "A JetStream or connection error of the same server hides these: its streams may be broken too.")
        .limit("A server without a cluster does not check its consumers.")
        .limit("Write errors are included from 2.14 on.")
        .limit("Servers before 2.10 do not tell errors apart; they are listed as not looked at.")
        .related("SERVER_014", "JetStream of the server as a whole.")
        .related("SERVER_016", "An account that the server cannot look up.")
        .related("JETSTREAM_001", "Replicas as the leader of the stream sees them.")
        .build();
  }
}
