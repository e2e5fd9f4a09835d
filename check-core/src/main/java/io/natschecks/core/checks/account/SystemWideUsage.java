// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Gap;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Usage;
import io.natschecks.core.checks.shared.WholeDeployment;
import java.util.List;

/**
 * What an account uses of a limit, all servers together. Servers that did not say how much make it
 * a lower bound.
 *
 * @param usage what is known
 * @param missing servers that did not say
 */
record SystemWideUsage(Usage usage, List<Gap> missing) {

  /** Accounts in snapshots in which all servers said how much. */
  static final Tracked<Account> TRACKED =
      Tracked.of(
          "account on all servers",
          snapshot ->
              WholeDeployment.gave(Section.ACCSTATZ, snapshot) ? snapshot.accounts() : List.of(),
          Account::id);

  /** Forecasts when it will be reported. */
  void forecast(Verdict<?> verdict, String name, double percent, Series series) {
    usage.forecast(verdict, name, percent).from(series);
  }

  /** Says whether it is to be reported, and lists the account where that cannot be told. */
  boolean isFrom(double percent, Verdict<?> verdict) {
    Limit limit = usage.limit();
    if (limit.equals(Limit.of(0))) {
      verdict.notEvaluable("its limit of " + usage.unit() + " is 0");
      return false;
    }
    if (usage.isFrom(percent)) {
      return true;
    }
    if (!missing.isEmpty() && !limit.isUnlimited()) {
      verdict.skip(
          missing.get(0).reason(),
          Display.count(usage.used())
              + " "
              + usage.unit()
              + " found of "
              + limit
              + " allowed, but "
              + Display.count(missing.size(), "server")
              + " did not say");
    }
    return false;
  }

  /** Adds the usage to the evidence of a finding. */
  FindingBuilder describe(FindingBuilder finding, String name, String limitName, Series series) {
    return usage
        .describe(finding, name, limitName, series)
        .with("servers_missing", missing.stream().map(Gap::subject).toList());
  }

  /**
   * Such as: 90 of 100 connections in use, all servers together (90.0 percent, reported from 90).
   */
  String text(double percent) {
    return usage.text(", all servers together", percent)
        + (missing.isEmpty()
            ? ""
            : "; at least, since " + Display.count(missing.size(), "server") + " did not say");
  }
}
