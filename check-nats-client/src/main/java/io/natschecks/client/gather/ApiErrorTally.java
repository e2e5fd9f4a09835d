// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.client.decode.ApiFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the failed requests of one account in bounded memory. */
final class ApiErrorTally {

  /** Most kinds of failures that are told apart. */
  static final int MAX_KINDS = 200;

  private final String account;
  private Map<ApiFailure, Long> counts = new HashMap<>();
  private long others;

  ApiErrorTally(String account) {
    this.account = account;
  }

  /**
   * What was counted.
   *
   * @param others failures of further kinds
   */
  record Counted(List<ApiErrorCount> counts, long others) {}

  synchronized void add(ApiFailure failure) {
    if (counts.size() < MAX_KINDS || counts.containsKey(failure)) {
      counts.merge(failure, 1L, Long::sum);
    } else {
      others++;
    }
  }

  /** Gives what was counted, and begins anew. */
  synchronized Counted drain() {
    List<ApiErrorCount> list = new ArrayList<>(counts.size());
    counts.forEach(
        (failure, count) ->
            list.add(
                new ApiErrorCount(
                    failure.serverName(),
                    account,
                    failure.operation(),
                    failure.errorCode(),
                    failure.client(),
                    count)));
    Counted counted = new Counted(list, others);
    counts = new HashMap<>();
    others = 0;
    return counted;
  }
}
