// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Gap;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.report.CheckOutcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SightTest {

  private static final StreamId ORDERS = new StreamId(null, "ACME", "ORDERS");
  private static final Entity.Server N1 = new Entity.Server("hub", "n1", "ID-n1");
  private static final Entity.Server GONE = new Entity.Server("hub", "n9", "ID-n9");
  private static final Snapshot SNAPSHOT =
      Snapshots.builder(0, "n1", "n2")
          .accounts(List.of(Account.builder("ACME").build()))
          .consumers(List.of(Consumer.builder(ORDERS, "ship", "ID-n1", "n1").build()))
          .build();

  static Stream<Entity> present() {
    return Stream.of(
        N1,
        new Entity.Account("ACME", null),
        new Entity.Consumer(ORDERS, "ship"),
        new Entity.Connection(N1, 7, null, null),
        new Entity.Route(N1, "n2"),
        new Entity.Gateway(N1, "west"),
        new Entity.LeafNode(N1, "edge", null));
  }

  static Stream<Entity> hidden() {
    return Stream.of(
        GONE,
        new Entity.Server("west", "n1", "ID-n1"),
        new Entity.Account("OTHER", null),
        new Entity.Stream(ORDERS),
        new Entity.Consumer(ORDERS, "bill"),
        new Entity.Connection(GONE, 7, null, null),
        new Entity.Route(GONE, "n1"),
        new Entity.Gateway(GONE, "west"),
        new Entity.LeafNode(GONE, "edge", null),
        new Entity.Cluster("hub"),
        new Entity.Deployment());
  }

  @ParameterizedTest
  @MethodSource("present")
  void anEntityOfTheSnapshotWasLookedAtAlthoughAnotherWasNot(Entity entity) {
    assertThat(sight(gap("server hub/n2")).wouldShow(finding(entity))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void whatIsNotInTheSnapshotMayBeHiddenByAGap(Entity entity) {
    assertThat(sight(gap("server hub/n2")).wouldShow(finding(entity))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void withoutAGapWhatIsNotThereIsGone(Entity entity) {
    assertThat(sight(CheckResult.builder(1).lookedAt()).wouldShow(finding(entity))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("present")
  void anEntityThatIsAGapItselfWasNotLookedAt(Entity entity) {
    assertThat(sight(gap(entity.label())).wouldShow(finding(entity))).isFalse();
  }

  @Test
  void whatHangsOnAServerThatIsAGapWasNotLookedAt() {
    assertThat(sight(gap(N1.label())).wouldShow(finding(new Entity.Route(N1, "n2")))).isFalse();
  }

  @Test
  void gapsThatWereOnlyCountedCanHideAnything() {
    CheckResult.Builder result = CheckResult.builder(1).lookedAt();
    for (int i = 0; i < 1_000; i++) {
      result.gap(new Gap("server hub/x" + i, SkipReason.TIMED_OUT, ""));
    }

    assertThat(sight(result).wouldShow(finding(N1))).isFalse();
  }

  private static CheckResult.Builder gap(String subject) {
    return CheckResult.builder(1).lookedAt().gap(new Gap(subject, SkipReason.TIMED_OUT, ""));
  }

  private static Sight sight(CheckResult.Builder result) {
    return new Sight(
        new CheckOutcome(FakeCheck.describe("ACME_001").build(), result.build(), Duration.ZERO),
        SNAPSHOT);
  }

  private static Finding finding(Entity entity) {
    return new Finding("ACME_001", Severity.WARNING, entity, "", "odd", Evidence.NONE);
  }
}
