// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.Objects;

/**
 * Something that a check should have looked at and could not.
 *
 * @param subject what it is, for people
 * @param reason why it was not judged
 * @param detail what happened; empty if there is nothing to add
 * @since 0.1
 */
public record Gap(String subject, SkipReason reason, String detail) {

  public Gap {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }
}
