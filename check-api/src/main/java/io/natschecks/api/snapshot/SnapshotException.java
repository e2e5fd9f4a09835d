// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Nothing of a deployment could be seen. The message is one sentence that says why.
 *
 * @since 0.1
 */
public class SnapshotException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Says why no snapshot could be taken.
   *
   * @param message one sentence for people, without secrets
   */
  public SnapshotException(String message) {
    super(message);
  }

  /**
   * Says why no snapshot could be taken.
   *
   * @param message one sentence for people, without secrets
   * @param cause what went wrong underneath; null if there is nothing to add
   */
  public SnapshotException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
