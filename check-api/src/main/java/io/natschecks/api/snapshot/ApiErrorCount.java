// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JetStream API requests that failed alike.
 *
 * @param serverName name of the server that handled them
 * @param account id of the account that they were made in
 * @param operation what was asked, such as STREAM.INFO
 * @param errorCode JetStream's number of the error, such as 10059 for a stream that is not there
 * @param client name of the client's connection; null if it has none or the server did not say
 * @param count how many there were
 * @since 0.1
 */
public record ApiErrorCount(
    String serverName,
    String account,
    String operation,
    int errorCode,
    @Nullable String client,
    long count) {

  /** The most frequent first. */
  static final Comparator<ApiErrorCount> ORDER =
      Comparator.comparingLong(ApiErrorCount::count)
          .reversed()
          .thenComparing(ApiErrorCount::serverName)
          .thenComparing(ApiErrorCount::account)
          .thenComparing(ApiErrorCount::operation)
          .thenComparingInt(ApiErrorCount::errorCode)
          .thenComparing(
              ApiErrorCount::client, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  public ApiErrorCount {
    Objects.requireNonNull(serverName, "serverName");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(operation, "operation");
  }
}
