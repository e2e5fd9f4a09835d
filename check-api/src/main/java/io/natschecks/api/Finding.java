// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something that is wrong, or could be better, with one entity. The same code, entity and
 * discriminator in a later audit is the same finding.
 *
 * @param code code of the check
 * @param severity how much it matters
 * @param entity what it is about
 * @param discriminator tells apart several findings of one check about one entity; empty if there
 *     can be only one
 * @param message one line for people: the entity, what was observed, and the bound. It holds what
 *     tenants have chosen: escape it for its medium
 * @param evidence the values that it rests on
 * @since 0.1
 */
public record Finding(
    String code,
    Severity severity,
    Entity entity,
    String discriminator,
    String message,
    Evidence evidence) {

  /** The most severe first, then by code and key. */
  public static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(Finding::code)
          .thenComparing(Finding::key);

  public Finding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(discriminator, "discriminator");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(evidence, "evidence");
  }

  /**
   * The key by which the finding is followed from audit to audit. It never depends on the wording.
   *
   * @return code, entity key and discriminator
   */
  public String key() {
    return key(code, entity, discriminator);
  }

  static String key(String code, Entity entity, String discriminator) {
    String key = code + " " + entity.key();
    return discriminator.isEmpty() ? key : key + " " + discriminator;
  }
}
