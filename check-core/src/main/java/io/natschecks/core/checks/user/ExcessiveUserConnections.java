// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.User;
import io.natschecks.core.checks.shared.WholeDeployment;
import java.util.List;

/**
 * Finds users with very many open connections, all servers together.
 *
 * @since 0.1
 */
public final class ExcessiveUserConnections implements Check {

  static final Parameter<Long> MAX_CONNECTIONS =
      Parameter.count("max_connections", "connections")
          .describedAs("Open connections of one user that are still accepted")
          .firesAbove()
          .defaultValue(100L);

  /** Below this many connections a user is not followed: most have one, and there are many. */
  private static final int FEW = 10;

  private static final Track<User> CONNECTIONS =
      Track.of(
          Tracked.of(
              "user on all servers",
              ExcessiveUserConnections::busyUsers,
              user -> Tracked.key(user.account(), user.name())),
          "user.connections",
          User::connections);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("USER_002", "Excessive User Connections")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.USER)
          .parameters(MAX_CONNECTIONS)
          .requires(Section.CONNZ)
          .alsoFollows(CONNECTIONS)
          .remediation(
              "Group the connections by client name and address: one process with many connections is"
                  + " a leak, many processes with one each share a credential.")
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
    long limit = context.value(MAX_CONNECTIONS);
    List<Gap> missing = context.missing(Section.CONNZ);
    UserConnections spread =
        UserConnections.of(context.current(), user -> user.connections() > limit);
    return context
        .over(context.current().users(), Entity::of, Section.CONNZ)
        .judge((user, verdict) -> judge(context, user, limit, missing, spread, verdict));
  }

  private static List<User> busyUsers(Snapshot snapshot) {
    return WholeDeployment.gave(Section.CONNZ, snapshot)
        ? snapshot.users().stream().filter(user -> user.connections() >= FEW).toList()
        : List.of();
  }

  private static void judge(
      CheckContext context,
      User user,
      long limit,
      List<Gap> missing,
      UserConnections spread,
      Verdict<?> verdict) {
    String unseen = missing.isEmpty() ? "" : Display.count(missing.size(), "server");
    if (user.connections() > limit) {
      verdict
          .finding()
          .observed("connections", user.connections(), "connections")
          .limit("max_connections", limit, "connections")
          .with("user", user.name())
          .with("account", user.account())
          .with("by_server", spread.byServer(user))
          .with("by_client", spread.byClient(user))
          .with("servers_missing", missing.stream().map(Gap::subject).toList())
          .message(
              "%s open, all servers together (reported above %s)%s",
              Display.count(user.connections(), "connection"),
              Display.count(limit),
              missing.isEmpty() ? "" : "; at least, since " + unseen + " did not list all");
    } else if (!missing.isEmpty()) {
      verdict.skip(
          missing.get(0).reason(),
          Display.count(user.connections(), "connection")
              + " found, but "
              + unseen
              + " did not list all");
    } else if (user.connections() >= FEW) {
      verdict
          .forecast("connections", limit + 1.0, "connections")
          .from(context.series(CONNECTIONS, user));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Many connections of one user are either a leak, which ends at a limit of the server or \
            the account, or a credential that many programs share: then nobody can tell who does \
            what, and taking it back stops all of them.""")
        .cause("A process opens a connection for each request or thread and does not close it.")
        .cause("Clients that connect again without closing the old connection.")
        .cause("One credential for all services.")
        .diagnose(
            "Group the user's connections by client name and address.",
            "curl -s 'http://HOST:8222/connz?auth=1&limit=1024' | jq '[.connections[] | select(.authorized_user == \"USER\") | {name, ip}] | group_by(.) | map({client: .[0], count: length})'")
        .diagnose("See them over all servers.", "nats server report connections --username USER")
        .fix("Use one connection in each process, and close it when the process ends.")
        .fix("Give each service a user of its own.")
        .fix("Where the number is right, raise max_connections.")
        .question(
            "Is the same name in two accounts one user?",
            "No. Each account has its own users, and each is counted alone.")
        .limit(
            "Connections without a user are not counted, nor those by token, which all show [REDACTED].")
        .limit(
            "If a server did not list all its connections the number is a lower bound. A finding says so; below the limit the user then counts as not looked at.")
        .limit("Leaf node links count as connections of the user that they log in with.")
        .related("ACCOUNTS_001", "All connections of an account against its limit.")
        .related("SERVER_011", "All clients of one server.")
        .build();
  }
}
