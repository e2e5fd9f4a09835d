// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

/**
 * A configuration that cannot be used. The message is one sentence that names the key, the value,
 * what is allowed, and what was probably meant.
 *
 * @since 0.1
 */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message one sentence
   */
  public ConfigException(String message) {
    super(message);
  }
}
