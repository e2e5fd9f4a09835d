// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a check says of the entity that it is judging. If it says nothing, the entity was looked at
 * and is fine.
 *
 * @param <E> what is judged
 * @since 0.1
 */
public final class Verdict<E> {

  private final CheckContext context;
  private final CheckResult.Builder result;
  private final Function<? super E, ? extends Entity> naming;
  private @Nullable E element;
  private boolean evaluable = true;

  Verdict(
      CheckContext context,
      CheckResult.Builder result,
      Function<? super E, ? extends Entity> naming) {
    this.context = context;
    this.result = result;
    this.naming = naming;
  }

  /**
   * Starts a finding about the entity that is judged.
   *
   * @return a new builder; nothing is found until its message is given
   */
  public FindingBuilder finding() {
    return finding(entity());
  }

  /**
   * Starts a finding about another entity.
   *
   * @param entity what it is about
   * @return a new builder; nothing is found until its message is given
   */
  public FindingBuilder finding(Entity entity) {
    return new FindingBuilder(context, result, entity, discriminatorOf(entity));
  }

  /**
   * Starts a forecast for the entity that is judged: it is fine, but the check will fire once a
   * value reaches a bound.
   *
   * @param name name of the value, as in the evidence of the finding to come
   * @param bound the value at which the check fires
   * @param unit what the value counts
   * @return a new builder; nothing is forecast until it is given the values
   */
  public ForecastBuilder forecast(String name, double bound, String unit) {
    return forecast(entity(), name, bound, unit);
  }

  /**
   * Starts a forecast for another entity: the one that the finding to come will be about.
   *
   * @param entity what it is about
   * @param name name of the value, as in the evidence of the finding to come
   * @param bound the value at which the check fires
   * @param unit what the value counts
   * @return a new builder; nothing is forecast until it is given the values
   */
  public ForecastBuilder forecast(Entity entity, String name, double bound, String unit) {
    return new ForecastBuilder(context, result, entity, discriminatorOf(entity), name, bound, unit);
  }

  /**
   * Says that the history does not reach back far enough, and when it will.
   *
   * @param needed how far it must reach back
   */
  public void tooShort(Duration needed) {
    skip(SkipReason.HISTORY_TOO_SHORT, Preconditions.tooShort(context.seen(), needed));
  }

  /**
   * Says that nothing can be said, because a value is missing or makes no sense.
   *
   * @param why the reason, for people
   */
  public void notEvaluable(String why) {
    skip(SkipReason.NOT_EVALUABLE, why);
  }

  /**
   * Says that nothing can be said.
   *
   * @param reason why, from a fixed set
   * @param detail why, for people
   */
  public void skip(SkipReason reason, String detail) {
    evaluable = false;
    if (isMine()) {
      result.gap(new Gap(entity().label(), reason, detail));
    }
  }

  /** Turns to the next element. */
  void next(E next) {
    element = next;
    evaluable = true;
  }

  /** Counts the element, unless nothing could be said of it. */
  void close() {
    if (evaluable && isMine()) {
      result.lookedAt();
    }
  }

  private boolean isMine() {
    return context.share().isWhole() || context.answersFor(entity());
  }

  private Entity entity() {
    if (element == null) {
      throw new IllegalStateException("a verdict is good only while its entity is judged");
    }
    return naming.apply(element);
  }

  /** Leaf nodes can share a name; then the id keeps their findings apart. */
  private String discriminatorOf(Entity entity) {
    if (entity instanceof Entity.Server server) {
      Snapshot snapshot = context.current();
      long namesakes =
          snapshot.serversNamed(server.name()).stream()
              .filter(other -> other.clusterName().equals(server.cluster()))
              .count();
      return namesakes > 1 ? "id=" + server.id() : "";
    }
    return "";
  }
}
