// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form in which public records are kept: their components in order, each with a mark that it is
 * there. They consist of texts, numbers, times, enums, lists and further records. How many
 * components there are is kept too, so that a record that has grown since is not mistaken.
 */
public final class RecordForm {

  private static final int LONGEST_TEXT = 1 << 20;

  private RecordForm() {}

  /**
   * Writes a record.
   *
   * @param record the record
   * @param out where to
   * @throws IOException if that fails
   */
  public static void write(Record record, DataOutputStream out) throws IOException {
    write(record.getClass(), record, out);
  }

  /**
   * Reads a record.
   *
   * @param type what was written
   * @param in where from
   * @return the record
   * @throws DamagedHistoryException if it is something else
   * @throws IOException if it cannot be read
   */
  public static <R extends Record> R read(Class<R> type, DataInputStream in) throws IOException {
    return type.cast(Objects.requireNonNull(read((Type) type, in)));
  }

  /**
   * Writes a time.
   *
   * @param time the time
   * @param out where to
   * @throws IOException if that fails
   */
  public static void writeTime(Instant time, DataOutputStream out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  /**
   * Reads a time.
   *
   * @param in where from
   * @return the time
   * @throws IOException if it cannot be read
   */
  public static Instant readTime(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void write(Type declared, @Nullable Object value, DataOutputStream out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    if (value instanceof String text) {
      writeText(text, out);
    } else if (value instanceof Long number) {
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Enum<?> word) {
      writeText(word.name(), out);
    } else if (value instanceof Instant time) {
      writeTime(time, out);
    } else if (value instanceof Duration length) {
      out.writeLong(length.getSeconds());
      out.writeInt(length.getNano());
    } else if (value instanceof List<?> list) {
      out.writeInt(list.size());
      for (Object element : list) {
        write(elementOf(declared), element, out);
      }
    } else {
      if (declared instanceof Class<?> type && type.isSealed()) {
        writeText(value.getClass().getSimpleName(), out);
      }
      writeComponents(value, out);
    }
  }

  private static void writeComponents(Object record, DataOutputStream out) throws IOException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    out.writeByte(components.length);
    for (RecordComponent component : components) {
      try {
        write(component.getGenericType(), component.getAccessor().invoke(record), out);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
  }

  private static @Nullable Object read(Type declared, DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    if (declared == String.class) {
      return readText(in);
    }
    if (declared == long.class) {
      return in.readLong();
    }
    if (declared == double.class) {
      return in.readDouble();
    }
    if (declared == boolean.class) {
      return in.readBoolean();
    }
    if (declared == Instant.class) {
      return readTime(in);
    }
    if (declared == Duration.class) {
      return Duration.ofSeconds(in.readLong(), in.readInt());
    }
    if (declared instanceof ParameterizedType) {
      return readList(elementOf(declared), in);
    }
    Class<?> type = (Class<?>) declared;
    if (type.isEnum()) {
      String name = readText(in);
      return oneOf(type.getEnumConstants(), each -> ((Enum<?>) each).name(), name);
    }
    if (type.isSealed()) {
      String name = readText(in);
      return readComponents(oneOf(type.getPermittedSubclasses(), Class::getSimpleName, name), in);
    }
    return readComponents(type, in);
  }

  private static List<@Nullable Object> readList(Type element, DataInputStream in)
      throws IOException {
    int size = in.readInt();
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(read(element, in));
    }
    return list;
  }

  private static Object readComponents(Class<?> type, DataInputStream in) throws IOException {
    RecordComponent[] components = type.getRecordComponents();
    int length = in.readByte();
    if (length != components.length) {
      throw new DamagedHistoryException("it holds another kind of " + type.getSimpleName());
    }
    Class<?>[] types = new Class<?>[length];
    Object[] values = new Object[length];
    for (int i = 0; i < length; i++) {
      types[i] = components[i].getType();
      values[i] = read(components[i].getGenericType(), in);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new DamagedHistoryException("it holds no valid " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Type elementOf(Type list) {
    return ((ParameterizedType) list).getActualTypeArguments()[0];
  }

  private static <T> T oneOf(T[] all, Function<T, String> naming, String name)
      throws DamagedHistoryException {
    return Arrays.stream(all)
        .filter(each -> naming.apply(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new DamagedHistoryException("it holds an unknown " + name));
  }

  /** As characters, so that halves of surrogate pairs in names survive. */
  private static void writeText(String text, DataOutputStream out) throws IOException {
    String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    out.writeInt(bounded.length());
    out.writeChars(bounded);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new DamagedHistoryException("it holds a text that is too long");
    }
    byte[] bytes = in.readNBytes(2 * length);
    if (bytes.length < 2 * length) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).asCharBuffer().toString();
  }
}
