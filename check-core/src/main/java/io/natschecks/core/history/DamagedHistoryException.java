// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.io.IOException;

/** Says that what a store kept is no history, or is damaged. */
public final class DamagedHistoryException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Names the damage.
   *
   * @param message what is wrong
   */
  public DamagedHistoryException(String message) {
    super(message);
  }

  /**
   * Names the damage and what showed it.
   *
   * @param message what is wrong
   * @param cause what showed it
   */
  public DamagedHistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
