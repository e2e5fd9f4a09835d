// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An import of an account, as declared in its JWT or as active on a server.
 *
 * @param subject subject in the exporting account
 * @param account id of the exporting account
 * @param type "stream" or "service"
 * @param localSubject subject in the importing account; null if it is the same
 * @param invalid whether the server has found it without right; false for declared ones
 * @param token the claims of its activation token; null if it carries none
 * @since 0.1
 */
public record AccountImport(
    String subject,
    String account,
    String type,
    @Nullable String localSubject,
    boolean invalid,
    @Nullable ActivationToken token) {

  public AccountImport {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(type, "type");
  }
}
