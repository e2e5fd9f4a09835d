// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds users without an open connection.
 *
 * @since 0.1
 */
public final class DisconnectedUsers implements Check {

  static final Parameter<List<String>> KNOWN_USERS =
      Parameter.texts("known_users")
          .describedAs(
              "Users that exist, each as ACCOUNT/USER, beside those that were seen connected")
          .defaultValue(List.of());

  private static final Comparator<Entity.User> BY_NAME =
      Comparator.comparing(Entity.User::account).thenComparing(Entity.User::name);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_006", "Disconnected Users")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.USER)
          .parameters(KNOWN_USERS)
          .requires(Section.CONNZ)
          .uses(Section.CONNZ_CLOSED, Section.VARZ, Section.ACCOUNTZ)
          .follows(UserSighting.LAST_SEEN)
          .remediation(
              "Ask whether the user is still needed; if not, remove it, or revoke it in the JWT of its"
                  + " account.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.11.5")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    List<Gap> missing = context.missing(Section.CONNZ);
    List<Gap> gaps = new ArrayList<>(missing);
    SortedSet<Entity.User> users = new TreeSet<>(BY_NAME);
    users.addAll(UserSighting.all(context));
    for (String text : context.value(KNOWN_USERS)) {
      int slash = text.indexOf('/');
      if (slash > 0 && slash < text.length() - 1) {
        users.add(new Entity.User(text.substring(0, slash), text.substring(slash + 1)));
      } else {
        gaps.add(
            new Gap(
                "known user " + Display.name(text),
                SkipReason.NOT_EVALUABLE,
                "it is not of the form ACCOUNT/USER"));
      }
    }
    Set<Entity.User> connected = new HashSet<>();
    context.current().users().forEach(user -> connected.add(Entity.of(user)));
    users.addAll(connected);
    return context
        .over(users, user -> user, gaps)
        .where(user -> !isOfTheSystem(context, user))
        .judge(
            (user, verdict) -> {
              if (!connected.contains(user)) {
                judge(context, user, missing, verdict);
              }
            });
  }

  private static boolean isOfTheSystem(CheckContext context, Entity.User user) {
    Account account = context.current().account(user.account());
    return account != null && Boolean.TRUE.equals(account.system());
  }

  private static void judge(
      CheckContext context, Entity.User user, List<Gap> missing, Verdict<?> verdict) {
    Account account = context.current().account(user.account());
    if (!missing.isEmpty()) {
      verdict.skip(
          missing.get(0).reason(), missing.get(0).subject() + " did not list all its connections");
    } else if (account == null) {
      verdict.notEvaluable("its account is not known");
    } else if (account.system() == null) {
      verdict.notEvaluable("its account may be the system account");
    } else {
      Instant last = UserSighting.last(context, user);
      verdict
          .finding()
          .observed("connections", 0, "connections")
          .limit("least_allowed", 1, "connections")
          .with("account", account.label())
          .with("user", user.name())
          .with("last_seen_time", last)
          .with("source_of_user", last == null ? "named in known_users" : "seen connected")
          .message(
              "no open connection (%s)",
              last == null
                  ? "named in known_users, and never seen"
                  : "last seen "
                      + Display.duration(Duration.between(last, context.now()))
                      + " ago");
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Credentials that nobody uses are still valid: whoever finds them in an old image, backup or \
            laptop gets in, and no one is surprised, because nobody remembers the user.""")
        .cause("A program that was taken out of service, or given other credentials.")
        .cause("A job that connects now and then, or a person.")
        .cause("Short-lived user JWTs, of which each is a user of its own.")
        .cause(
            "A client that cannot connect any more: wrong or expired credentials, a network fault.")
        .diagnose(
            "See when and why its connections were closed, as far as the server remembers.",
            "curl -s 'http://HOST:8222/connz?state=closed&sort=stop&auth=1&limit=1024' | jq -c '.connections[] | select(.authorized_user == \"USER\") | {name, ip, start, stop, reason}'")
        .diagnose(
            "Make sure that no server has a connection of it.",
            "nats server report connections --username USER")
        .diagnose(
            "See the user in its account, where accounts have JWTs.",
            "nsc list users --account ACCOUNT_NAME")
        .fix(
            "Remove a user that is not needed: from the configuration, with a reload of all servers, or with nsc revocations add-user --account ACCOUNT_NAME --name USER_NAME and nsc push --account ACCOUNT_NAME.")
        .fix("Give jobs and people credentials that expire by themselves.")
        .fix("Mend the client where the user should be connected.")
        .question(
            "Where do the users come from?",
            "No server lists its users. Those are known that had a connection in a snapshot of the history, or that a"
                + " server still lists as closed, and those that known_users names. The finding says which.")
        .question(
            "When does a finding go?",
            "When the user connects, and when the history has forgotten it: a day after it was last seen, by default. Name it in known_users to be told for good.")
        .limit("A user that was never seen and is not named in known_users is not known.")
        .limit("Clients that log in by token, and those without a login, have no user.")
        .limit("Users that only leaf nodes log in with are seen from 2.11.5 on.")
        .limit(
            "If a server does not list all its connections, nothing is said of users that are not connected elsewhere.")
        .limit(
            "An account of JWTs stands in known_users with its public key, and so does a user of JWTs.")
        .related("OPT_IDLE_005", "Accounts that nobody uses at all.")
        .related("OPT_IDLE_007", "Connections that are open and carry nothing.")
        .related("USER_002", "Users with very many connections.")
        .build();
  }
}
