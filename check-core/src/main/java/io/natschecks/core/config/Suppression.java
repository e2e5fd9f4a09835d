// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Findings that somebody has decided to live with for a while.
 *
 * @param code code of a check, or a family
 * @param match the entities; {@link EntityPattern#ANY} for all
 * @param reason why, for people
 * @param until the last day on which it holds, in UTC
 * @since 0.1
 */
public record Suppression(String code, EntityPattern match, String reason, LocalDate until) {

  /**
   * Checks reason and date.
   *
   * @throws ConfigException if it is blank, or the date has no four digits for its year
   */
  public Suppression {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(match, "match");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    if (reason.isBlank()) {
      throw new ConfigException("reason: is blank; say why the findings are accepted");
    }
    if (until.getYear() < 0 || until.getYear() > 9_999) {
      throw new ConfigException("until: " + until + " is not allowed; a date such as 2027-01-31");
    }
  }

  /**
   * Says whether the findings of a check are meant.
   *
   * @param check describes the check
   * @return true if the code is that of the check, or of its family
   */
  public boolean speaksOf(CheckDescriptor check) {
    return code.equals(check.code()) || code.equals(check.family());
  }

  /**
   * Says whether an entity is meant.
   *
   * @param entity the entity
   * @param snapshot knows the names of the accounts
   * @return true if the pattern matches it
   */
  public boolean speaksOf(Entity entity, Snapshot snapshot) {
    return match.matches(entity, snapshot);
  }

  /**
   * When it ends.
   *
   * @return the first moment at which it does not hold any more
   */
  public Instant end() {
    return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * What it is about.
   *
   * @return the code and, unless all entities are meant, the pattern
   */
  public String rule() {
    return match.equals(EntityPattern.ANY) ? code : code + " " + match;
  }
}
