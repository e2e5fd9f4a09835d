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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SubscriptionStatistics;

/**
 * Finds servers on which one subject has far more receivers than subjects have on average.
 *
 * @since 0.1
 */
public final class SubscriptionFanoutAnomaly implements Check {

  static final Parameter<Double> MULTIPLIER =
      Parameter.number("multiplier", "times")
          .describedAs("How many times the average the receivers of one subject may be")
          .firesAbove()
          .defaultValue(10.0);

  /** Below two receivers on average any broadcast would stand out. */
  private static final double LEAST_AVERAGE = 1;

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_011", "Subscription Fanout Anomaly")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER)
          .requires(Section.SUBSZ)
          .remediation(
              "Find the subject with the many receivers, and ask whether each of them needs every"
                  + " message; where one is enough, use a queue group.")
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
    double multiplier = context.value(MULTIPLIER);
    return context
        .servers(Section.SUBSZ, Server::subscriptionStatistics)
        .judge((server, verdict) -> judge(server, multiplier, verdict));
  }

  private static void judge(
      Observed<SubscriptionStatistics> server, double multiplier, Verdict<?> verdict) {
    SubscriptionStatistics statistics = server.value();
    double average = statistics.averageFanout();
    long most = statistics.maxFanout();
    if (average > LEAST_AVERAGE && most > multiplier * average) {
      verdict
          .finding()
          .observed("ratio", most / average, "times")
          .limit("multiplier", multiplier, "times")
          .with("max_fanout", most, "receivers")
          .with("avg_fanout", average, "receivers")
          .with("num_cache", statistics.cache(), "subjects")
          .with("num_subscriptions", statistics.subscriptions(), "subscriptions")
          .message(
              "%s of one subject, %s on average (%s times as many, reported above %s)",
              Display.count(most, "receiver"),
              Display.number(average),
              Display.number(most / average),
              Display.number(multiplier));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each message on such a subject is written once for each receiver. One publisher then \
            makes hundreds of writes a message, which shows as CPU time, full send buffers and slow \
            consumers on a server whose other subjects are cheap.""")
        .cause(
            "A subject that all instances of a program subscribe to, though one would be enough.")
        .cause(
            "Broad wildcards, such as those of loggers and debugging tools that were left running.")
        .cause("A broadcast on purpose: configuration, cache invalidation, prices.")
        .diagnose(
            "Read the statistics of the server.",
            "curl -s 'http://HOST:8222/subsz' | jq '{max_fanout, avg_fanout, num_cache, num_subscriptions}'")
        .diagnose(
            "Count who receives a subject that you suspect.",
            "curl -s 'http://HOST:8222/subsz?subs=1&test=SUBJECT&limit=4096' | jq '.subscriptions_list | group_by(.account) | map({account: .[0].account, receivers: length})'")
        .diagnose(
            "See which connections these are.",
            "curl -s 'http://HOST:8222/connz?subs=detail&auth=1&limit=1024' | jq -c '.connections[] | {cid, account, name, subjects: [.subscriptions_list_detail[]?.subject]} | select(.subjects | index(\"SUBJECT\"))'")
        .fix("Use a queue group where one receiver of each message is enough.")
        .fix(
            "Narrow wildcards to the subjects that the client works on, and stop tools that nobody reads.")
        .fix(
            "Leave a broadcast on purpose as it is, and raise multiplier or turn the check off for the server.")
        .question(
            "What is counted?",
            "Receivers of the subjects that the server has looked up lately and still remembers, of all accounts. A queue"
                + " group counts once, whatever the number of its members; interest of other servers counts as well.")
        .question("Can the subject be named?", "No. Servers tell the largest number only.")
        .limit(
            "Nothing is found with an average of 1 or less, nor on a server that has looked up nothing yet or whose cache is off.")
        .limit("The remembered subjects change by the minute, so that a finding can come and go.")
        .related("SERVER_004", "Clients that were cut because they do not take their messages.")
        .related("OPT_SYS_012", "Subscriptions that come and go fast.")
        .related("OPT_SYS_022", "Subscriptions that grow.")
        .build();
  }
}
