// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.MetaGroup;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changed copies of parts of a snapshot. */
final class Deviations {

  private Deviations() {}

  static <S> S present(@Nullable S value, String owner) {
    if (value == null) {
      throw new IllegalArgumentException(owner + " does not have what is to be changed");
    }
    return value;
  }

  static <E> List<E> with(List<E> elements, E added) {
    List<E> all = new ArrayList<>(elements);
    all.add(Objects.requireNonNull(added));
    return all;
  }

  static <E> List<E> replaced(
      List<E> elements, Predicate<E> wanted, UnaryOperator<E> change, String what) {
    if (elements.stream().noneMatch(wanted)) {
      throw new IllegalArgumentException("there is no " + what);
    }
    return elements.stream().map(each -> wanted.test(each) ? change.apply(each) : each).toList();
  }

  static MetaGroup replaced(MetaGroup group, MetaGroupView before, MetaGroupView after) {
    return new MetaGroup(
        group.domain(),
        group.views().stream().map(view -> view.equals(before) ? after : view).toList());
  }

  /** The coverage as it is, but for single servers of the forgotten sections. */
  static Coverage.Builder copyOf(Coverage coverage, Section... forgotten) {
    Coverage.Builder copy = Coverage.builder();
    for (Section section : Section.values()) {
      Coverage.Entry whole = coverage.of(section);
      copy.section(section, whole.status(), whole.detail());
      if (!List.of(forgotten).contains(section)) {
        coverage
            .exceptions(section)
            .forEach((id, entry) -> copy.server(section, id, entry.status(), entry.detail()));
      }
    }
    return copy;
  }
}
