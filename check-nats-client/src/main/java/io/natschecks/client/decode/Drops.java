// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts the elements of lists that were left out because a field was wrong. */
final class Drops {

  private long count;
  private @Nullable String field;

  void add(String wrongField) {
    add(1, wrongField);
  }

  void add(Drops other) {
    if (other.field != null) {
      add(other.count, other.field);
    }
  }

  /** Keeps the smallest name, so that the order of answers does not show. */
  private void add(long more, String wrongField) {
    count += more;
    if (field == null || wrongField.compareTo(field) < 0) {
      field = wrongField;
    }
  }

  long count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  String detail() {
    return String.format(Locale.ROOT, "%d left out, %s cannot be read", count, field);
  }
}
