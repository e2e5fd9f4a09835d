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
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;

/**
 * Finds servers that let clients in without credentials.
 *
 * @since 0.1
 */
public final class AuthenticationNotRequired implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_007", "Authentication Not Required")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .remediation(
              "Give clients credentials first, then configure accounts and users, nkeys or operator"
                  + " mode, and reload. Until then keep the client port off public networks.")
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
    return context.servers(Section.VARZ, Server::config).judge(AuthenticationNotRequired::judge);
  }

  private static void judge(Observed<ServerConfig> server, Verdict<?> verdict) {
    ServerConfig config = server.value();
    if (!config.authRequired()) {
      verdict
          .finding()
          .observed("auth_required", "false")
          .limit("expected", "true")
          .with("host", config.host())
          .with("port", config.port(), "")
          .with("tls_required", config.tlsRequired())
          .message(
              "lets clients in without credentials%s",
              config.host() == null ? "" : " on " + config.host() + ":" + config.port());
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Whoever reaches the client port can read and publish everything of the global account, \
            and with JetStream create, read and delete streams there.""")
        .cause("No accounts, users, tokens or operator are configured: the default of the server.")
        .cause("The configuration file was not given to the process, or an include was lost.")
        .cause("A development server, or a leaf server that was meant for one machine only.")
        .diagnose(
            "See what the server says and where it listens.",
            "curl -s 'http://HOST:8222/varz' | jq '{auth_required, tls_required, host, port, config_load_time}'")
        .diagnose(
            "Try it: without credentials this must fail.",
            "nats --no-context --server nats://HOST:4222 rtt")
        .diagnose(
            "See who comes without a user, before you lock them out.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1024' | jq '.connections[] | select(.authorized_user == null) | {cid, name, ip, lang}'")
        .fix("Give every client its credentials, then configure accounts and reload the server.")
        .fix("Until then bind the port to a private address (host) or put a firewall before it.")
        .question(
            "The key auth_required is not in the answer. What then?",
            "Servers leave it out when it is false, so a received answer without it means that no authentication is"
                + " required.")
        .limit(
            "With no_auth_user the server says that authentication is required, and lets clients without credentials in as that user. That is not found.")
        .limit("Own rules of the WebSocket and MQTT listeners are not looked at.")
        .limit("The monitoring port never asks for credentials; nobody reports that here.")
        .related("USER_001", "Users whose token alone lets them in.")
        .build();
  }
}
