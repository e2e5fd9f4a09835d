// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One typed error of a health answer.
 *
 * @param type what is unwell
 * @param text the text of the server
 * @param account account id; null if the error is not about one
 * @param stream stream name; null if the error is not about one
 * @param consumer consumer name; null if the error is not about one
 * @since 0.1
 */
public record HealthError(
    Type type,
    String text,
    @Nullable String account,
    @Nullable String stream,
    @Nullable String consumer) {

  public HealthError {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(text, "text");
  }

  /**
   * What a health error is about. The names are those of nats-server.
   *
   * @since 0.1
   */
  public enum Type {
    /** A listener is not open. */
    CONNECTION,
    /** The request was not understood. */
    BAD_REQUEST,
    /** JetStream as a whole. */
    JETSTREAM,
    /** An account that the server cannot look up. */
    ACCOUNT,
    /** A stream that is not current or was not recovered. */
    STREAM,
    /** A consumer that is not current or was not recovered. */
    CONSUMER,
    /** A type that this version does not know. */
    OTHER
  }
}
