// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The entities that a check judges, and the gaps among them. It belongs to one evaluation.
 *
 * @param <E> what is judged
 * @since 0.1
 */
public final class Population<E> {

  /** How many entities are judged between two looks at the time budget. */
  private static final int STRIDE = 1024;

  private final CheckContext context;
  private final Collection<E> elements;
  private final Function<? super E, ? extends Entity> naming;
  private final List<Gap> gaps;
  private final Predicate<? super E> filter;

  Population(
      CheckContext context,
      Collection<E> elements,
      Function<? super E, ? extends Entity> naming,
      List<Gap> gaps,
      Predicate<? super E> filter) {
    this.context = context;
    this.elements = elements;
    this.naming = naming;
    this.gaps = gaps;
    this.filter = filter;
  }

  /**
   * Leaves out entities that the check does not speak of. They count neither as looked at nor as
   * missing.
   *
   * @param wanted which entities stay
   * @return the smaller population
   */
  public Population<E> where(Predicate<? super E> wanted) {
    return new Population<>(
        context, elements, naming, gaps, element -> filter.test(element) && wanted.test(element));
  }

  /**
   * Judges every entity.
   *
   * @param judge says nothing for an entity that is fine, else finds something or says why it
   *     cannot tell
   * @return findings, counts and gaps
   * @throws CancellationException if the time budget is spent
   */
  public CheckResult judge(BiConsumer<? super E, ? super Verdict<E>> judge) {
    CheckResult.Builder result = CheckResult.builder(context.maxFindings());
    gaps.forEach(result::gap);
    Verdict<E> verdict = new Verdict<>(context, result, naming);
    int count = 0;
    for (E element : elements) {
      if (++count % STRIDE == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the time budget is spent");
      }
      if (filter.test(element)) {
        verdict.next(element);
        judge.accept(element, verdict);
        verdict.close();
      }
    }
    return result.build();
  }
}
