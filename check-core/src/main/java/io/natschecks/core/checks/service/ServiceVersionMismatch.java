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
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Service;
import io.natschecks.core.checks.shared.Names;
import java.util.List;

/**
 * Finds services of which the instances use different client libraries.
 *
 * @since 0.1
 */
public final class ServiceVersionMismatch implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVICE_001", "Service Version Mismatch")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVICE)
          .requires(Section.SERVICES)
          .remediation("Look for a deployment that stopped halfway, and finish it or roll it back.")
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
    List<Gap> missing = context.missing(Section.SERVICES);
    return context
        .over(context.current().services(), Entity::of, Section.SERVICES)
        .judge((service, verdict) -> judge(context, service, missing, verdict));
  }

  private static void judge(
      CheckContext context, Service service, List<Gap> missing, Verdict<?> verdict) {
    ClientVersions versions = ClientVersions.of(service);
    if (versions.differ()) {
      report(context, versions, missing, verdict);
    } else if (!missing.isEmpty()) {
      Gap first = missing.get(0);
      verdict.skip(
          first.reason(), "there may be other instances: " + first.subject() + " did not say");
    } else if (versions.areTooFewKnown()) {
      verdict.notEvaluable("the client libraries of its instances are not known");
    }
  }

  private static void report(
      CheckContext context, ClientVersions versions, List<Gap> missing, Verdict<?> verdict) {
    List<String> counted = versions.counted();
    verdict
        .finding()
        .observed("versions", counted.size(), "versions")
        .limit("most_allowed", 1, "versions")
        .with("instances_by_version", String.join(", ", counted))
        .with("instances", versions.instances(), "instances")
        .with("instances_of_unknown_version", versions.unknown(), "instances")
        .with("minority", versions.minority(context.current()))
        .with("servers_missing", missing.stream().map(Gap::subject).toList())
        .message(
            "%s run with %s client libraries: %s",
            Display.count(versions.instances(), "instance"),
            Display.count(counted.size()),
            Names.listed(counted));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Requests go to any instance, so callers get answers of old and new code in turn. A \
            difference of the client library usually means that a deployment stopped half-way, or \
            that an instance was forgotten outside of it.""")
        .cause("A rollout that is still going on, or that stopped.")
        .cause("An instance that was started by hand, or on a host that deployments do not reach.")
        .cause("Two implementations in different languages under one name.")
        .diagnose(
            "List the instances with their versions and metadata, as a user of the account.",
            "nats service info SERVICE")
        .diagnose(
            "Find the connections of the instances on a server, with client library and address.",
            "curl -s 'http://HOST:8222/connz?acc=ACCOUNT_ID&subs=1&auth=1' | jq '.connections[] | select(any(.subscriptions_list[]?; startswith(\"$SRV.PING.SERVICE.\"))) | {name, lang, version, ip}'")
        .fix("Finish the deployment, or roll it back.")
        .fix("Stop instances that were left over.")
        .fix(
            "If two languages serve one name on purpose, verify that both answer alike, or give them different names.")
        .question(
            "Is it the version of the service?",
            "No. It is language and version of the client library with which an instance is connected. The service's"
                + " own version is a matter of its deployment.")
        .limit(
            "Instances of which the client library is not known are left out. If at most one of several is known, the service is listed as not looked at.")
        .limit(
            "Instances are known by their subscription to $SRV.PING.NAME.ID. A service without one is not seen.")
        .limit("Services of the same name in different accounts are never compared.")
        .related("SERVICE_002", "All instances of a service are gone.")
        .build();
  }
}
