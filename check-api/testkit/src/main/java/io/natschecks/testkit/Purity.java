// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a check depends on anything but its context. */
final class Purity {

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "java/time/\\w+\\.now\\(.*"
              + "|java/time/(Clock|InstantSource)\\.(system|tick).*"
              + "|java/util/(Date|GregorianCalendar|Random)\\.<init>\\(\\)V"
              + "|java/util/(UUID\\.random|concurrent/ThreadLocalRandom\\.).*"
              + "|java/lang/(Math\\.random|StrictMath\\.random).*"
              + "|java/lang/System\\.(currentTime|nanoTime|getenv|getProperty|exit|out|err|in).*"
              + "|java/lang/(Runtime|Process\\w*)\\..*"
              + "|java/lang/Thread\\.(<init>|start|sleep).*"
              + "|java/io/(File\\w*|RandomAccessFile)\\..*"
              + "|java/nio/(channels|file)/(Files|FileChannel|Asynchronous\\w+)\\..*"
              + "|java/net/(Socket|ServerSocket|DatagramSocket|InetAddress|URLConnection)\\..*"
              + "|java/net/URL\\.open.*|java/net/http/.*"
              + "|java/util/logging/Logger\\..*|org/slf4j/.*");

  private Purity() {}

  /** Calls that read a clock, chance or the environment, log, or do input and output. */
  static List<String> forbiddenCalls(Class<?> check) {
    return Calls.of(check).stream()
        .filter(call -> FORBIDDEN.matcher(call).matches())
        .map(call -> call.replaceFirst("\\(.*", "").replace('/', '.'))
        .distinct()
        .toList();
  }

  /** Fields that can change, in which a check could keep something from run to run. */
  static List<String> changeableFields(Class<?> check) {
    List<String> changeable = new ArrayList<>();
    for (Class<?> type = check; type != null && type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isFinal(field.getModifiers()) && !field.isSynthetic()) {
          changeable.add(type.getSimpleName() + "." + field.getName());
        }
      }
    }
    return changeable;
  }
}
