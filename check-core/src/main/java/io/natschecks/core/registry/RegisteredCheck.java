// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import java.util.Objects;

/**
 * A check with the descriptor that it gave when it was registered.
 *
 * @param descriptor describes the check
 * @param check evaluates it
 * @since 0.1
 */
public record RegisteredCheck(CheckDescriptor descriptor, Check check) {

  public RegisteredCheck {
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(check, "check");
  }
}
