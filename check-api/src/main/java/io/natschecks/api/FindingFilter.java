// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * Selects findings of one check before they are put into words. It is asked for each, by several
 * threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FindingFilter {

  /**
   * Says whether a finding is selected.
   *
   * @param severity its severity
   * @param entity what it is about
   * @param key its {@linkplain Finding#key() key}
   * @return true if it is
   */
  boolean test(Severity severity, Entity entity, String key);
}
