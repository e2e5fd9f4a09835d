package io.natschecks.reports;

import java.util.Locale;

/** Constants as programs read them. */
final class Words {

  private Words() {}

  /** Such as timed-out. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
