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

/** Which requests failed on a server, where somebody listened for it. */
final class ApiFailures {

  private static final int MOST = 5;

  private ApiFailures() {}

  /** Adds the most frequent ones to a finding; nothing if nobody listened or nothing was heard. */
  static void addTo(FindingBuilder finding, Snapshot snapshot, Server server) {
    ApiErrors errors = snapshot.apiErrors();
    if (errors == null) {
      return;
    }
    List<ApiErrorCount> counts =
        errors.counts().stream().filter(each -> each.serverName().equals(server.name())).toList();
    if (counts.isEmpty()) {
      return;
    }
    finding
        .with("heard_since", errors.since())
        .with("heard", counts.stream().mapToLong(ApiErrorCount::count).sum(), "requests")
        .with(
            "most_frequent",
            counts.stream().limit(MOST).map(each -> text(each, snapshot)).toList());
  }

  private static String text(ApiErrorCount count, Snapshot snapshot) {
    Account account = snapshot.account(count.account());
    String client = count.client();
    return count.operation()
        + " error "
        + count.errorCode()
        + " in account "
        + (account == null ? count.account() : account.label())
        + " by "
        + (client == null ? "an unnamed client" : "client " + client)
        + ": "
        + Display.count(count.count(), "time");
  }
}
