// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
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

/**
 * Finds servers whose JetStream is unwell as a whole.
 *
 * @since 0.1
 */
public final class JetStreamUnhealthy implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_014", "JetStream Subsystem Unhealthy")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.HEALTHZ)
          .uses(Section.VARZ)
          .causedBy("META_006", EntityType.META_GROUP)
          .remediation(
              "Read the error text: without a meta leader look at routes and quorum, while it"
                  + " recovers wait and watch, after a write error look at the disk.")
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
    return context.servers(Section.HEALTHZ, Server::health).judge(JetStreamUnhealthy::judge);
  }

  private static void judge(Observed<Health> server, Verdict<?> verdict) {
    Health health = server.value();
    List<HealthError> errors = HealthErrors.of(health, verdict, HealthError.Type.JETSTREAM);
    if (!errors.isEmpty()) {
      HealthErrors.finding(verdict, health, errors)
          .message("JetStream is unwell: %s", HealthErrors.summary(errors));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server takes no part in JetStream: it answers no API requests, its replicas fall \
            behind, and it cannot lead. If enough servers are in this state, streams and \
            consumers lose their quorum, or the meta group does and nothing can be created or \
            changed.""")
        .cause("No meta leader: too many servers are gone, or routes between them are broken.")
        .cause("The server was just started and still recovers its streams.")
        .cause("It was cut off for a while and catches up with the meta leader.")
        .cause(
            "A write or read error of the store: full or failing disk, wrong permissions. The server can switch JetStream off for it.")
        .diagnose(
            "Read what the server says itself; the texts tell the causes apart.",
            "curl -s 'http://HOST:8222/healthz?details=1' | jq '.errors'")
        .diagnose("Compare all servers.", "nats server report health")
        .diagnose(
            "See the meta group: who leads, who is online and current.",
            "nats server report jetstream")
        .diagnose(
            "See whom the server has routes to.",
            "curl -s 'http://HOST:8222/routez' | jq '[.routes[].remote_name] | unique'")
        .diagnose(
            "Read its log for \"JetStream\", \"recover\" and \"write error\"; look at the disk.",
            "df -h STORE_DIR")
        .fix(
            "No meta leader: bring back enough servers for a majority, or mend the routes. Do not restart the ones that are left.")
        .fix("Recovering or not current: wait while its numbers move. A restart begins again.")
        .fix(
            "Disk: free or replace it, then restart the server; it fetches what it lacks from its peers.")
        .fix(
            "Do not remove the server from the meta group as long as it can come back: then its replicas are placed and copied anew.")
        .question(
            "How does it differ from SERVER_015?",
            "This one is about JetStream as a whole. The health endpoint stops at it, so single streams and consumers of"
                + " the same server are not named until it is gone.")
        .question(
            "Why is a peer of a stopped server not reported?",
            "Each server speaks for itself. While a majority is left, the others are healthy; see META_001.")
        .limit("A connection error of the same server hides it: see SERVER_001.")
        .limit(
            "Servers before 2.10 do not tell errors apart; they are listed as not looked at, and an unhealthy one is reported by SERVER_001.")
        .limit(
            "During a rolling restart a server can be found here for the seconds of its recovery.")
        .related("SERVER_001", "The server accepts no connections, or gives no reason.")
        .related("SERVER_015", "Single streams or consumers.")
        .related("META_001", "A member of the meta group is offline.")
        .build();
  }
}
