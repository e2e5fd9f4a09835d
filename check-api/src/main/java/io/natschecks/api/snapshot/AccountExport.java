// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;

/**
 * An export of an account.
 *
 * @param subject exported subject
 * @param type "stream" or "service"
 * @param tokenRequired whether importers need an activation token
 * @since 0.1
 */
public record AccountExport(String subject, String type, boolean tokenRequired) {

  public AccountExport {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(type, "type");
  }
}
