// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.List;

/**
 * Which requests failed on a server, where somebody listened for it.
 *
 * @param counts those that were heard of, the most frequent first; none where nobody listened
 */
record ApiFailures(Snapshot snapshot, List<ApiErrorCount> counts) {

  private static final int MOST = 5;

  static ApiFailures of(Snapshot snapshot, Server server) {
    ApiErrors errors = snapshot.apiErrors();
    return new ApiFailures(
        snapshot,
        errors == null
            ? List.of()
            : errors.counts().stream()
                .filter(each -> each.serverName().equals(server.name()))
                .toList());
  }

  /** Adds the most frequent ones to a finding. */
  void addTo(FindingBuilder finding) {
    ApiErrors errors = snapshot.apiErrors();
    if (errors == null) {
      return;
    }
    if (!errors.unheard().isEmpty()) {
      finding.with("not_heard_in", errors.unheard());
    }
    if (counts.isEmpty()) {
      return;
    }
    finding
        .with("heard_since", errors.since())
        .with("heard", counts.stream().mapToLong(ApiErrorCount::count).sum(), "requests")
        .with(
            "most_frequent",
            counts.stream()
                .limit(MOST)
                .map(each -> text(each) + ": " + Display.count(each.count(), "time"))
                .toList());
    if (errors.others() > 0) {
      finding.with("not_told_apart", errors.others(), "requests on all servers");
    }
    if (errors.missed() > 0) {
      finding.with("missed", errors.missed(), "advisories");
    }
  }

  /** The most frequent one, to end a message with; empty if nothing was heard. */
  String mostFrequent() {
    return counts.isEmpty() ? "" : ", most often " + text(counts.get(0));
  }

  private String text(ApiErrorCount count) {
    Account account = snapshot.account(count.account());
    String client = count.client();
    return count.operation()
        + " error "
        + count.errorCode()
        + " in account "
        + Display.name(account == null ? count.account() : account.label())
        + " by "
        + (client == null ? "an unnamed client" : "client " + Display.name(client));
  }
}
