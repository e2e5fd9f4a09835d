// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The fields by which the list of findings can be narrowed; a field with one choice is none. */
record Filters(List<Field> fields) {

  private static final int MOST_OPTIONS = 200;

  /**
   * A field.
   *
   * @param name name of the attribute that findings carry for it
   * @param label what people call it
   * @param options values with how many findings have them
   */
  record Field(String name, String label, Map<String, Integer> options) {}

  static Filters of(Collection<Row> rows) {
    return new Filters(
        List.of(
                field("severity", "Severity", rows, row -> row.sign().style()),
                field("family", "Family", rows, row -> row.audited().check().family()),
                field("category", "Category", rows, Filters::category),
                field("type", "About", rows, row -> row.entity().type().label()),
                field("account", "Account", rows, Row::account),
                field("state", "State", rows, Row::state))
            .stream()
            .filter(field -> field.options().size() > 1)
            .toList());
  }

  static String category(Row row) {
    return row.audited().check().category().name().toLowerCase(Locale.ROOT);
  }

  private static Field field(
      String name, String label, Collection<Row> rows, Function<Row, String> value) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Row row : rows) {
      String each = value.apply(row);
      if (!each.isEmpty() && (counts.size() < MOST_OPTIONS || counts.containsKey(each))) {
        counts.merge(each, 1, Integer::sum);
      }
    }
    return new Field(name, label, counts);
  }
}
