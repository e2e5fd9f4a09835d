// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * JetStream API requests that failed while somebody listened for the advisories of it. Servers
 * publish these in the account of the request alone, so it is what the accounts listened in tell.
 * It is evidence and no more: whoever may publish in an account can forge its advisories.
 *
 * @param since when the listening, or the time since the snapshot before, began
 * @param accounts ids of the accounts listened in, sorted
 * @param unheard ids of the accounts that it was to listen in and could not, for lack of permission
 *     or of a connection, sorted
 * @param counts failed requests, those that failed alike together, the most frequent first
 * @param others failed requests of further kinds; each account has room for a bounded number
 * @param missed advisories that came faster than they could be looked at, also of requests that did
 *     not fail
 * @since 0.1
 */
public record ApiErrors(
    Instant since,
    List<String> accounts,
    List<String> unheard,
    List<ApiErrorCount> counts,
    long others,
    long missed) {

  /** Copies and sorts. */
  public ApiErrors {
    Objects.requireNonNull(since, "since");
    accounts = accounts.stream().sorted().distinct().toList();
    unheard = unheard.stream().sorted().distinct().toList();
    counts = counts.stream().sorted(ApiErrorCount.ORDER).toList();
  }
}
