// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A finding that comes and goes: three openings within an hour. */
class FlappingTest {

  private final Desk desk = new Desk();

  @Test
  void isToldOnceUntilItStaysCalmAndGoesOn() throws Exception {
    flap();
    desk.has("bad");
    assertThat(desk.round()).containsExactly("flapping bad", "audited");
    assertThat(desk.round()).containsExactly("audited");
    desk.has("good");
    assertThat(desk.round()).containsExactly("audited");
    desk.has("bad");
    assertThat(desk.round()).containsExactly("audited");
    assertThat(desk.rounds.status().lastReport().findings())
        .singleElement()
        .matches(each -> each.flapping());

    desk.clock.pass(Duration.ofMinutes(59));
    assertThat(desk.round()).as("an hour after its last opening").containsExactly("audited");
    assertThat(desk.round()).containsExactly("ongoing bad for 61m, 3", "audited");
  }

  @Test
  void isResolvedOnceItHasStayedAway() throws Exception {
    flap();
    desk.has("bad");
    assertThat(desk.round()).containsExactly("flapping bad", "audited");
    desk.has("good");
    assertThat(desk.round()).containsExactly("audited");
    assertThat(desk.rounds.status().lastReport().resolved())
        .singleElement()
        .matches(each -> each.flapping());
    desk.clock.pass(Duration.ofMinutes(58));
    assertThat(desk.round()).containsExactly("audited");
    assertThat(desk.round()).containsExactly("resolved bad", "audited");
    assertThat(desk.round()).containsExactly("audited");

    desk.has("bad");
    assertThat(desk.round()).containsExactly("opened bad", "audited");
  }

  @Test
  void tellsThatItBecameWorse() throws Exception {
    flap();
    desk.has("bad");
    desk.round();
    desk.has("bad!");
    assertThat(desk.round()).containsExactly("bad: WARNING became CRITICAL", "audited");
  }

  @Test
  void openingsThatAreFarApartAreNone() throws Exception {
    for (int i = 0; i < 6; i++) {
      desk.has("bad");
      assertThat(desk.round()).containsExactly("opened bad", "audited");
      desk.has("good");
      assertThat(desk.round()).containsExactly("resolved bad", "audited");
      desk.clock.pass(Duration.ofMinutes(29));
    }
  }

  @Test
  void outlivesARestart() throws Exception {
    MemoryStore store = new MemoryStore();
    Desk first = new Desk(null, store);
    first.has("bad");
    first.round();
    first.has("good");
    first.round();
    first.has("bad");
    first.round();
    first.has("good");
    first.round();
    first.rounds.end();

    Desk second = new Desk(null, store);
    second.clock.pass(Duration.between(second.clock.instant(), first.clock.instant()));
    second.has("bad");
    assertThat(second.round()).containsExactly("flapping bad", "audited");
    second.rounds.end();

    Desk third = new Desk(null, store);
    third.clock.pass(Duration.between(third.clock.instant(), second.clock.instant()));
    third.has("bad");
    assertThat(third.round()).as("it was told before").containsExactly("audited");
  }

  /** Two openings. */
  private void flap() throws InterruptedException {
    desk.has("bad");
    assertThat(desk.round()).containsExactly("opened bad", "audited");
    desk.has("good");
    assertThat(desk.round()).containsExactly("resolved bad", "audited");
    desk.has("bad");
    assertThat(desk.round()).containsExactly("opened bad", "audited");
    desk.has("good");
    assertThat(desk.round()).containsExactly("resolved bad", "audited");
  }

  /** Whatever a finding does, a listener can tell whether it has been told of its end. */
  @Property(tries = 200)
  void whatIsOpenedOrFlapsIsResolvedInTheEnd(
      @ForAll @Size(max = 40) List<Boolean> course, @ForAll @IntRange(min = 0, max = 20) int pause)
      throws Exception {
    Desk any = new Desk();
    List<String> told = new ArrayList<>();
    for (boolean bad : course) {
      any.has(bad ? "bad" : "good");
      told.addAll(any.round());
      any.clock.pass(Duration.ofMinutes(pause));
    }
    any.has("good");
    told.addAll(any.round());
    any.clock.pass(Duration.ofMinutes(61));
    told.addAll(any.round());

    boolean open = false;
    boolean flapping = false;
    for (String line : told) {
      switch (line.split(" ", 2)[0]) {
        case "opened" -> {
          // One that flapped and stayed away for long may be back before anyone looked.
          assertThat(open).isEqualTo(flapping);
          open = true;
          flapping = false;
        }
        case "flapping" -> {
          assertThat(flapping).isFalse();
          open = true;
          flapping = true;
        }
        case "ongoing" -> {
          assertThat(open).isTrue();
          flapping = false;
        }
        case "resolved" -> {
          assertThat(open).isTrue();
          open = false;
          flapping = false;
        }
        default -> assertThat(line).isEqualTo("audited");
      }
    }
    assertThat(open).isFalse();
  }
}
