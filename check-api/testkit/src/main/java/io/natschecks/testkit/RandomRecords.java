// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Limit;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills the records of the snapshot model with extreme but valid values. It goes by the records'
 * components, so that a new one is never forgotten; names come from a small pool, so that entities
 * meet.
 */
final class RandomRecords {

  private static final List<Long> COUNTS =
      List.of(0L, 0L, 1L, 2L, 3L, 7L, 100L, 1L << 20, 1L << 40, Long.MAX_VALUE - 1, Long.MAX_VALUE);
  private static final List<Double> MEASURES = List.of(0.0, 0.5, 1.0, 99.9, 400.0, 1e12);
  private static final List<Duration> SPANS =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(1),
          Duration.ofMillis(150),
          Duration.ofMinutes(10),
          Duration.ofDays(400),
          Duration.ofNanos(Long.MAX_VALUE));
  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999999999Z"),
          Deployments.NOW,
          Deployments.NOW.minusSeconds(1),
          Deployments.NOW.minus(Duration.ofDays(3)),
          Deployments.NOW.plus(Duration.ofHours(2)));
  private static final List<String> METADATA =
      List.of("true", "1", "0", "-1", "500", "5m", "many", "", "99999999999999999999");
  private static final List<String> METADATA_KEYS =
      List.of(
          "io.nats.monitor.enabled",
          "io.nats.monitor.lag-critical",
          "io.nats.monitor.peer-expect",
          "io.nats.monitor.outstanding-ack-critical",
          "io.nats.monitor.last-ack-critical",
          "team");

  private static final Map<Class<?>, boolean[]> NULLABLE = new ConcurrentHashMap<>();

  private final Random random;
  private final List<String> names;

  RandomRecords(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  <R> List<R> list(Class<R> type, int most) {
    List<R> list = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add(record(type));
    }
    return list;
  }

  <R> R record(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    boolean[] nullable = nullable(type);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          nullable[i] && random.nextInt(5) == 0 ? null : value(components[i].getGenericType());
    }
    return construct(type, values);
  }

  String name() {
    return pick(names);
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? metadata()
          : elements(generic.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return pick(Arrays.asList(raw.getEnumConstants()));
    }
    return raw.isRecord() ? record(raw) : simple(raw);
  }

  private Object simple(Class<?> type) {
    if (type == String.class) {
      return name();
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == int.class || type == Integer.class) {
      return (int) Math.min(pick(COUNTS), Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return pick(COUNTS);
    } else if (type == double.class) {
      return pick(MEASURES);
    } else if (type == Limit.class) {
      return random.nextInt(3) == 0 ? Limit.unlimited() : Limit.of(pick(COUNTS));
    } else if (type == Duration.class) {
      return pick(SPANS);
    } else if (type == Instant.class) {
      return pick(TIMES);
    }
    throw new IllegalStateException("no values of " + type);
  }

  private List<Object> elements(Type type) {
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(value(type));
    }
    return elements;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      metadata.put(pick(METADATA_KEYS), pick(METADATA));
    }
    return metadata;
  }

  /** Which components may be null: those that the record takes a null for. */
  private boolean[] nullable(Class<?> type) {
    return NULLABLE.computeIfAbsent(type, this::findNullable);
  }

  private boolean[] findNullable(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    boolean[] nullable = new boolean[components.length];
    RandomRecords samples = new RandomRecords(new Random(1), names);
    for (int i = 0; i < values.length; i++) {
      values[i] = samples.sample(components[i].getGenericType());
    }
    for (int i = 0; i < values.length; i++) {
      if (!components[i].getType().isPrimitive()) {
        Object kept = values[i];
        values[i] = null;
        nullable[i] = accepts(type, values);
        values[i] = kept;
      }
    }
    return nullable;
  }

  /** A value without lists of records, so that looking at one type never waits for another. */
  private Object sample(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class ? Map.of() : List.of();
    }
    Class<?> raw = (Class<?>) type;
    if (!raw.isRecord()) {
      return value(type);
    }
    return construct(
        raw,
        Arrays.stream(raw.getRecordComponents()).map(c -> sample(c.getGenericType())).toArray());
  }

  private static boolean accepts(Class<?> type, @Nullable Object[] values) {
    try {
      return canonical(type).newInstance(values) != null;
    } catch (InvocationTargetException e) {
      return false;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <R> R construct(Class<R> type, @Nullable Object[] values) {
    try {
      return canonical(type).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type + " of " + Arrays.asList(values), e);
    }
  }

  private static <R> Constructor<R> canonical(Class<R> type) throws NoSuchMethodException {
    return type.getConstructor(
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new));
  }
}
