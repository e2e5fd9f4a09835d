// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AwaitedSubjectsTest extends AnySubjects {

  @Property
  void waitUntilSomethingOverlapsThem(
      @ForAll("subjects") List<String> awaited, @ForAll("subjects") List<String> passing) {
    AwaitedSubjects subjects = new AwaitedSubjects();
    awaited.forEach(subjects::await);

    passing.forEach(subjects::meet);

    for (String subject : awaited) {
      assertThat(subjects.isWaiting(subject))
          .as(subject)
          .isEqualTo(passing.stream().noneMatch(each -> Subjects.overlap(each, subject)));
    }
    assertThat(subjects.isEmpty()).isEqualTo(awaited.stream().noneMatch(subjects::isWaiting));
  }

  @Property
  void doNotDependOnTheOrder(
      @ForAll("subjects") List<String> awaited, @ForAll("subjects") List<String> passing) {
    AwaitedSubjects forth = new AwaitedSubjects();
    AwaitedSubjects back = new AwaitedSubjects();
    awaited.forEach(forth::await);
    reversed(awaited).forEach(back::await);

    passing.forEach(forth::meet);
    reversed(passing).forEach(back::meet);

    assertThat(awaited.stream().map(forth::isWaiting).toList())
        .isEqualTo(awaited.stream().map(back::isWaiting).toList());
  }

  @Provide
  Arbitrary<List<String>> subjects() {
    return anySubject().list().ofMaxSize(12);
  }

  @Test
  void anEmptySubjectIsNeverMet() {
    AwaitedSubjects subjects = new AwaitedSubjects();
    subjects.await("");

    subjects.meet(">");
    subjects.meet("");

    assertThat(subjects.isWaiting("")).isTrue();
  }

  @Test
  void aFullWildcardThatIsNotLastIsATokenLikeOthers() {
    AwaitedSubjects subjects = new AwaitedSubjects();
    subjects.await("a.>.c");

    subjects.meet("a.b.c");
    assertThat(subjects.isWaiting("a.>.c")).isTrue();

    subjects.meet("a.*.c");
    assertThat(subjects.isWaiting("a.>.c")).isFalse();
  }

  @Test
  void takeSubjectsOfManyTokens() {
    AwaitedSubjects subjects = new AwaitedSubjects();
    String endless = "a.".repeat(100_000) + "b";
    subjects.await(endless);

    subjects.meet("a.".repeat(100_000) + "c");
    assertThat(subjects.isWaiting(endless)).isTrue();

    subjects.meet("a.".repeat(100_000) + "*");
    assertThat(subjects.isWaiting(endless)).isFalse();
  }

  @Test
  void letAMillionPassTenThousandInTime() {
    AwaitedSubjects subjects = new AwaitedSubjects();
    for (int i = 0; i < 10_000; i++) {
      subjects.await("orders.*.region" + i + ".>");
    }
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            subjects.meet("orders.eu.other" + i + ".created");
          }
        });
    assertThat(subjects.isWaiting("orders.*.region9999.>")).isTrue();
  }

  private static List<String> reversed(List<String> list) {
    List<String> copy = new ArrayList<>(list);
    Collections.reverse(copy);
    return copy;
  }
}
