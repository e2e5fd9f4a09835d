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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.WhiteSpace;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds servers whose JetStream domain holds white space.
 *
 * @since 0.1
 */
public final class JetStreamDomainWhitespace implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_006", "JetStream Domain Whitespace")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .remediation(
              "Correct the domain in the JetStream block of the configuration and restart the"
                  + " server; then look for leaf remotes and clients that copied it.")
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
        .servers(Section.VARZ, Function.identity())
        .where(server -> server.value().domain() != null && !server.value().domain().isEmpty())
        .judge((server, verdict) -> judge(server.value().domain(), verdict));
  }

  private static void judge(@Nullable String domain, Verdict<?> verdict) {
    if (domain != null && WhiteSpace.isIn(domain)) {
      WhiteSpace.describe(verdict.finding(), "domain", domain)
          .message(
              "its JetStream domain %s holds white space", WhiteSpace.shown(Display.name(domain)));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A domain is a part of the subjects of the JetStream API ($JS.DOMAIN.API), and subjects \
            hold no white space. Nobody can reach such a domain by name, and a domain that differs \
            only by a blank looks the same to people and is another one to servers.""")
        .cause("A domain that was pasted or came from a template or variable with a blank in it.")
        .diagnose(
            "See the domain between quotes.",
            "curl -s 'http://HOST:8222/varz' | jq .jetstream.config.domain")
        .diagnose(
            "Compare all servers.",
            "nats req '$SYS.REQ.SERVER.PING.VARZ' '' --replies 0 --timeout 2s --raw | jq -c '[.server.name, .server.domain]'")
        .fix("Correct the domain and restart the server: a reload does not change it.")
        .fix("Then correct leaf remotes, mirrors, sources and clients that use the wrong one.")
        .limit(
            "Servers refuse to start with such a domain, so it is met only where the server is embedded or modified.")
        .limit(WhiteSpace.LIMIT)
        .related("LEAF_001", "White space in the name of a leaf node.")
        .related("CLUSTER_004", "White space in the name of a cluster.")
        .build();
  }
}
