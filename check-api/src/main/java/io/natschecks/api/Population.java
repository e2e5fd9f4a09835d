// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private final List<Gap> gaps;
  private final Members<?, E> members;
  private final Function<? super E, ? extends Entity> naming;
  private final Predicate<? super E> filter;

  private Population(
      CheckContext context,
      List<Gap> gaps,
      Members<?, E> members,
      Function<? super E, ? extends Entity> naming,
      Predicate<? super E> filter) {
    this.context = context;
    this.gaps = gaps;
    this.members = members;
    this.naming = naming;
    this.filter = filter;
  }

  /** All elements of a collection. */
  static <E> Population<E> of(
      CheckContext context,
      Collection<? extends E> elements,
      Function<? super E, ? extends Entity> naming,
      List<Gap> gaps) {
    Members<E, E> members = new Members<>(elements, element -> element, any -> absent());
    return new Population<>(context, gaps, members, naming, element -> true);
  }

  /** The elements of which the collection holds what is to be judged; the others are gaps. */
  static <S, E> Population<E> of(
      CheckContext context,
      Collection<S> sources,
      Function<S, @Nullable E> view,
      Function<S, Gap> missing,
      Function<? super E, ? extends Entity> naming,
      List<Gap> gaps) {
    return new Population<>(
        context, gaps, new Members<>(sources, view, missing), naming, element -> true);
  }

  private static Gap absent() {
    throw new NullPointerException("an element that is judged is never null");
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
        context, gaps, members, naming, element -> filter.test(element) && wanted.test(element));
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
    boolean commonGaps = context.share().commonGaps();
    if (commonGaps) {
      gaps.forEach(result::gap);
    }
    Verdict<E> verdict = new Verdict<>(context, result, naming);
    members.forEach(
        commonGaps ? result : null,
        element -> {
          if (filter.test(element)) {
            verdict.next(element);
            judge.accept(element, verdict);
            verdict.close();
          }
        });
    return result.build();
  }

  /**
   * Where the entities come from: views are made one by one, so that a million of them need no
   * memory.
   */
  private record Members<S, E>(
      Collection<? extends S> sources,
      Function<? super S, @Nullable E> view,
      Function<? super S, Gap> missing) {

    /** Judges all; without a result nobody is told of those that are not there. */
    void forEach(CheckResult.@Nullable Builder result, Consumer<E> sink) {
      int count = 0;
      for (S source : sources) {
        if (++count % STRIDE == 0 && Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the time budget is spent");
        }
        E element = view.apply(source);
        if (element != null) {
          sink.accept(element);
        } else if (result != null) {
          result.gap(missing.apply(source));
        }
      }
    }
  }
}
