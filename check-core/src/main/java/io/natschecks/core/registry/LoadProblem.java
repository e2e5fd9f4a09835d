// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import java.util.Objects;

/**
 * A check, or a provider of checks, that could not be used. The audit goes on without it.
 *
 * @param subject the class or the place that it was to come from
 * @param reason what is wrong, in one line
 * @since 0.1
 */
public record LoadProblem(String subject, String reason) {

  public LoadProblem {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(reason, "reason");
  }
}
