// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.service;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds services that had instances in the snapshot before and have none now.
 *
 * @since 0.1
 */
public final class ServiceDown implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVICE_002", "Service Down")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVICE)
          .requires(Section.SERVICES)
          .needsPrevious()
          .remediation(
              "Look at the service's own process, deployment and logs; if several services went"
                  + " together, at what they share.")
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
    Snapshot previous = context.previous();
    if (previous == null || !knowsServices(previous)) {
      return CheckResult.skipped(
          SkipReason.NO_PREVIOUS_SNAPSHOT, "the snapshot before does not tell services");
    }
    Set<Entity.Service> running =
        context.current().services().stream()
            .filter(service -> !service.instances().isEmpty())
            .map(Entity::of)
            .collect(Collectors.toSet());
    List<Gap> missing = context.missing(Section.SERVICES);
    return context
        .over(previous.services(), Entity::of, Section.SERVICES)
        .where(service -> !service.instances().isEmpty())
        .judge(
            (service, verdict) -> {
              if (!running.contains(Entity.of(service))) {
                judge(context, previous, service, missing, verdict);
              }
            });
  }

  private static boolean knowsServices(Snapshot snapshot) {
    return snapshot.servers().stream()
            .anyMatch(server -> snapshot.coverage().of(Section.SERVICES, server.id()).isGathered())
        || (snapshot.servers().isEmpty() && snapshot.coverage().of(Section.SERVICES).isGathered());
  }

  /** Clients go to another server when theirs fails, so all have to be looked at. */
  private static void judge(
      CheckContext context,
      Snapshot previous,
      Service service,
      List<Gap> missing,
      Verdict<?> verdict) {
    if (!missing.isEmpty()) {
      Gap first = missing.get(0);
      verdict.skip(
          first.reason(),
          "no instance was found, but " + first.subject() + " did not say; it may be there");
      return;
    }
    verdict
        .finding()
        .observed("instances", 0, "instances")
        .limit("least_allowed", 1, "instances")
        .with("instances_before", service.instances().size(), "instances")
        .with(
            "clients_before",
            service.instances().stream()
                .map(instance -> Instances.described(instance, previous))
                .toList())
        .with("last_seen", previous.takenAt())
        .with("servers_asked", context.current().servers().size(), "servers")
        .message(
            "no instance is left of %s at %s",
            Display.count(service.instances().size()), previous.takenAt());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Nobody answers requests to the service. Callers hear so at once, "no responders", and \
            fail if they are not made for it.""")
        .cause("The service's process crashed, was stopped, or waits in a failed deployment.")
        .cause(
            "Its credentials were revoked or have expired, or the account's connection limit is met.")
        .cause("It is connected and lost its subscriptions after an error of its own.")
        .diagnose("Ask for instances, as a user of the account.", "nats service ls")
        .diagnose(
            "See why its connections were closed.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=100' | jq '.connections[] | select(.name == \"CLIENT_NAME\") | {account, reason, stop}'")
        .diagnose("Read the log and the state of the service's own process.")
        .fix("Start the service again; nothing is to be done on the servers.")
        .fix(
            "If several services went together, look at the credentials, account or server that they share.")
        .fix("Run at least two instances on different hosts.")
        .fix("Confirm that callers recover once it is back.")
        .question(
            "Why is the finding gone in the next audit, although the service is still down?",
            "It tells of the moment when the last instance went. From then on nothing says that the service should exist.")
        .limit(
            "The documented rule compares what was recorded. Here a service only counts as down if all servers told their subscriptions, since an instance may have gone to a server that did not answer.")
        .limit(
            "A service that was seen on a server which the snapshot before did not cover is not missed when it goes.")
        .limit(
            "Subscriptions are looked at. An instance that is connected and hangs counts as running.")
        .limit(
            "Where only the services themselves were asked, as a user of the account, one that does not answer in time counts as gone.")
        .related("SERVICE_001", "Instances of different versions.")
        .related("CONN_003", "The connection was closed for a reason that is no good one.")
        .build();
  }
}
