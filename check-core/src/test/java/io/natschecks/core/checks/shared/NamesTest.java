// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void listsTheFirstFiveAndCountsTheOthers() {
    assertThat(Names.listed(List.of())).isEmpty();
    assertThat(Names.listed(List.of("a", "b"))).isEqualTo("a, b");
    assertThat(Names.listed(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d, e");
    assertThat(Names.listed(List.of("a", "b", "c", "d", "e", "f", "g")))
        .isEqualTo("a, b, c, d, e and 2 more");
  }

  @Test
  void nameAServerByItsIdIfItIsNotThere() {
    Snapshot snapshot = Deployments.healthy().snapshot();

    assertThat(Names.ofServer(snapshot, Deployments.idOf("a1"))).isEqualTo("a1");
    assertThat(Names.ofServer(snapshot, "gone")).isEqualTo("gone");
  }
}
