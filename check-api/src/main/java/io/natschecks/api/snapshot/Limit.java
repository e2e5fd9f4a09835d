// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.OptionalLong;

/**
 * A limit that a server enforces: a number, or unlimited. Unlimited is a value of its own, so that
 * no arithmetic ever meets the -1 or the 18446744073709551615 by which servers write it.
 *
 * @since 0.1
 */
public final class Limit {

  private static final Limit UNLIMITED = new Limit(-1);
  private static final Limit ZERO = new Limit(0);

  private final long value;

  private Limit(long value) {
    this.value = value;
  }

  /**
   * The limit that nothing reaches.
   *
   * @return the unlimited limit
   */
  public static Limit unlimited() {
    return UNLIMITED;
  }

  /**
   * A limit of a given size.
   *
   * @param value the limit, 0 or more; 0 admits nothing
   * @return the limit
   * @throws IllegalArgumentException if the value is negative
   */
  public static Limit of(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a limit is 0 or more, not " + value);
    }
    return value == 0 ? ZERO : new Limit(value);
  }

  /**
   * A limit as nats-server writes it: every negative number means unlimited.
   *
   * @param value the number of the server
   * @return the limit
   */
  public static Limit fromServer(long value) {
    return value < 0 ? UNLIMITED : of(value);
  }

  /**
   * A limit as nats-server writes it where 0 means unlimited too, as in the configuration of
   * streams.
   *
   * @param value the number of the server
   * @return the limit
   */
  public static Limit positiveFromServer(long value) {
    return value <= 0 ? UNLIMITED : of(value);
  }

  /**
   * Says whether there is no limit.
   *
   * @return true if nothing reaches it
   */
  public boolean isUnlimited() {
    return value < 0;
  }

  /**
   * The size of the limit.
   *
   * @return the number, or empty if unlimited
   */
  public OptionalLong value() {
    return isUnlimited() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /**
   * How much of the limit is used, unrounded.
   *
   * @param used the amount in use
   * @return percent; 0 if unlimited, infinite if the limit is 0 and anything is used
   */
  public double percentUsed(long used) {
    if (isUnlimited() || used == 0) {
      return 0;
    }
    return value == 0 ? Double.POSITIVE_INFINITY : used * 100.0 / value;
  }

  /**
   * Says whether a share of the limit is in use, the bound itself included.
   *
   * @param used the amount in use
   * @param percent the share in percent
   * @return true if there is a positive limit and at least this share of it is used
   */
  public boolean isUsedFrom(long used, double percent) {
    return value > 0 && percentUsed(used) >= percent;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limit limit && limit.value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return isUnlimited() ? "unlimited" : Long.toString(value);
  }
}
