// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A finding that is not there yet: when it will be, if things go on as they did.
 *
 * @param code code of the check that will fire
 * @param severity severity of the finding to come
 * @param entity what it is about
 * @param discriminator tells it apart from others of the check about the same entity; empty if
 *     there is only one
 * @param at when the check will fire
 * @param message what is heading where, with its rate, in one line without a final period
 * @param evidence the value now, the bound and the rate
 * @since 0.1
 */
public record Forecast(
    String code,
    Severity severity,
    Entity entity,
    String discriminator,
    Instant at,
    String message,
    Evidence evidence) {

  /** The earliest first, then by key. */
  public static final Comparator<Forecast> ORDER =
      Comparator.comparing(Forecast::at).thenComparing(Forecast::key);

  public Forecast {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(discriminator, "discriminator");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(evidence, "evidence");
  }

  /**
   * The key of the finding to come.
   *
   * @return as in {@link Finding#key()}
   */
  public String key() {
    return Finding.key(code, entity, discriminator);
  }
}
