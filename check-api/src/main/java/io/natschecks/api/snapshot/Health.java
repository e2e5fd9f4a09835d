// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a server to a health request with details.
 *
 * @param status the status text, "ok" when healthy
 * @param statusCode 200 or the HTTP code of the failure; null where the answer did not say
 * @param error the untyped error text; null if none
 * @param errors typed errors, sorted; empty where the server lists none
 * @param typed whether the release breaks errors down by type (2.10 and later)
 * @since 0.1
 */
public record Health(
    String status,
    @Nullable Integer statusCode,
    @Nullable String error,
    List<HealthError> errors,
    boolean typed) {

  public Health {
    Objects.requireNonNull(status, "status");
    errors = List.copyOf(errors);
  }

  /**
   * Says whether the server calls itself healthy.
   *
   * @return true for the status "ok"
   */
  public boolean isOk() {
    return status.equals("ok");
  }

  /**
   * Finds the typed errors of given types.
   *
   * @param types the wanted types
   * @return the errors, in their order
   */
  public List<HealthError> errorsOf(HealthError.Type... types) {
    List<HealthError.Type> wanted = List.of(types);
    return errors.stream().filter(error -> wanted.contains(error.type())).toList();
  }
}
