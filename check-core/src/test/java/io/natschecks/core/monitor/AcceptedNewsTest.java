// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.EntityPattern;
import io.natschecks.core.config.Suppression;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Findings that do not count for a while. */
class AcceptedNewsTest {

  private static final AuditConfig TODAY =
      AuditConfig.builder()
          .suppress(
              new Suppression(
                  "ACME_001", EntityPattern.ANY, "is being moved", LocalDate.parse("2026-03-01")))
          .build();

  private final MemoryStore store = new MemoryStore();

  @Test
  void whoeverFollowsAFindingHearsThatItDoesNotCountAndThatItDoesAgain() throws Exception {
    Desk before = new Desk(null, store);
    before.has("bad");
    assertThat(before.round()).containsExactly("opened bad", "audited");
    before.rounds.end();

    Desk desk = new Desk(null, store, TODAY);
    desk.clock.pass(Duration.ofMinutes(1));
    desk.has("bad", "bad2");
    assertThat(desk.round())
        .as("of bad2 nobody has heard")
        .containsExactly("accepted bad", "audited");
    assertThat(desk.round()).containsExactly("audited");

    desk.clock.pass(Duration.ofDays(1));
    desk.has("bad");
    assertThat(desk.round()).containsExactly("opened bad", "audited");
    assertThat(desk.rounds.status().lastReport().findings())
        .singleElement()
        .satisfies(each -> assertThat(each.times()).isEqualTo(4));
  }
}
