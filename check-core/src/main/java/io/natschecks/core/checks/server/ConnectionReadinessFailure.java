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
import java.util.regex.Pattern;

/**
 * Finds servers that are unhealthy because a listener is not open, or without saying why.
 *
 * @since 0.1
 */
public final class ConnectionReadinessFailure implements Check {

  /** The listeners that are not open follow the colon. */
  private static final Pattern NAMES_NONE =
      Pattern.compile("failed to be ready for connections after \\S+:\\s*");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_001", "Connection Readiness Failure")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .requires(Section.HEALTHZ)
          .remediation(
              "Read the error text: it names the listeners that are not open. Look for lame duck"
                  + " mode, a slow start or a listener error in the server's log before restarting.")
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
    return context
        .servers(Section.HEALTHZ, Server::health)
        .judge(ConnectionReadinessFailure::judge);
  }

  private static void judge(Observed<Health> server, Verdict<?> verdict) {
    Health health = server.value();
    if (health.isOk()) {
      return;
    }
    List<HealthError> errors = health.errorsOf(HealthError.Type.CONNECTION);
    if (hasNotLooked(health, errors)) {
      verdict.notEvaluable(
          "it names no listener that is not open: it was too busy to look within its millisecond");
    } else if (!errors.isEmpty()) {
      HealthErrors.finding(verdict, health, errors)
          .with("typed", true)
          .message("not ready for connections: %s", HealthErrors.summary(errors));
    } else if (health.errors().isEmpty()) {
      String text = health.error() == null ? "no error details" : health.error();
      verdict
          .finding()
          .observed("status", health.status())
          .limit("expected", "ok")
          .with("errors", 0, "errors")
          .with("error_texts", List.of(text))
          .with("typed", false)
          .message(
              "health is %s without typed errors: %s",
              Display.name(health.status()), Display.nkeys(text));
    }
  }

  private static boolean hasNotLooked(Health health, List<HealthError> errors) {
    if (errors.isEmpty()) {
      String text = health.error();
      return health.errors().isEmpty() && text != null && NAMES_NONE.matcher(text).matches();
    }
    return errors.stream().allMatch(error -> NAMES_NONE.matcher(error.text()).matches());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A server that is not ready turns clients, routes, gateways or leaf nodes away, or soon \
            will. Clients that know only this server are cut off; the others crowd onto its peers. \
            During a rolling restart, going on to the next server while this one is not ready can \
            cost JetStream its quorum.""")
        .cause(
            "The server is in lame duck mode and still has clients: it opens no new connections.")
        .cause(
            "It is still starting: recovery of a large JetStream store, or account JWTs that come slowly.")
        .cause(
            "A listener could not be opened: the certificate is unreadable or expired, or the process may not bind the port.")
        .cause(
            "On 2.9 any JetStream trouble, since that release does not say which part is unwell.")
        .diagnose(
            "Ask the server itself over its monitoring port; it answers there before clients can connect.",
            "curl -s 'http://HOST:8222/healthz?details=1'")
        .diagnose(
            "Ask all servers at once over the system account.",
            "nats req '$SYS.REQ.SERVER.PING.HEALTHZ' '{\"details\":true}' --replies 0 --timeout 2s")
        .diagnose(
            "Read the end of its log for \"lame duck\", \"Restoring\" or \"Error listening\".")
        .diagnose(
            "See whether its clients are leaving.",
            "curl -s 'http://HOST:8222/connz?limit=1' | jq .total")
        .fix("Lame duck: let it end, or close the remaining clients; then start the server again.")
        .fix(
            "Slow start: wait, and watch the disk; raise the time that your orchestrator grants before it kills the process.")
        .fix(
            "A listener error: repair the certificate, the permission or the port, then restart. A restart alone repeats the failure.")
        .question(
            "How does it differ from SERVER_014, SERVER_015 and SERVER_016?",
            "Those are about JetStream, single streams and accounts, and clients can still connect. The server"
                + " stops at the first failure that it meets, so a connection error hides all of them.")
        .question(
            "Why does it fire for an error without a type?",
            "Servers before 2.10 give one text and no types. An unhealthy server is then reported here rather"
                + " than nowhere, and the evidence says that the error is untyped.")
        .question(
            "Why is a server that does not answer at all not reported?",
            "No answer is no evidence of an error. It is listed as not looked at; the report's exit status tells.")
        .limit(
            "From 2.10 on a server in lame duck answers nothing over the system account: only its monitoring port shows the failure.")
        .limit("An unhealthy 2.9 server is reported here whatever the cause.")
        .limit(
            "A server gives itself a millisecond to look at its listeners. One that is too busy for that names none, and is listed as not looked at.")
        .related("SERVER_014", "JetStream of the server is unwell.")
        .related("SERVER_015", "A stream or consumer was not recovered.")
        .related("SERVER_016", "An account cannot be looked up.")
        .build();
  }
}
