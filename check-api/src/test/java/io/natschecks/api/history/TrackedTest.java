// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedTest {

  @Test
  void tellsPartsApartByTheirLength() {
    assertThat(Tracked.key("a:b", "")).isEqualTo("3:a:b0:");
    assertThat(Tracked.parts("3:a:b0:")).containsExactly("a:b", "");
    assertThat(Tracked.parts("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "3:ab", "-1:", ":", "2147483647:a", "99999999999:a", "1:ab"})
  void refusesWhatIsNoKey(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tracked.parts(text));
  }

  @Property
  void givesBackAnyParts(@ForAll @Size(max = 5) List<String> parts) {
    assertThat(Tracked.parts(Tracked.key(parts.toArray(String[]::new)))).isEqualTo(parts);
  }

  @Test
  void keepsTheServersOfTwoStartsApart() {
    assertThat(Tracked.SERVERS.keyOf(Server.builder("N1", "n").build()))
        .isNotEqualTo(Tracked.SERVERS.keyOf(Server.builder("N2", "n").build()));
  }

  @Test
  void keepsAConsumerThatWasMadeAnewApart() {
    StreamId stream = new StreamId(null, "ACME", "ORDERS");
    Consumer.Builder consumer = Consumer.builder(stream, "c", "N1", "n");
    Consumer first = consumer.created(Instant.EPOCH).build();
    Consumer second = consumer.created(Instant.EPOCH.plusNanos(1)).build();

    assertThat(Tracked.CONSUMERS.keyOf(first)).isNotEqualTo(Tracked.CONSUMERS.keyOf(second));
  }

  @Test
  void findsItsEntitiesInASnapshot() {
    Snapshot snapshot =
        Snapshot.builder(Instant.EPOCH)
            .servers(List.of(Server.builder("N1", "one").build()))
            .build();

    assertThat(Tracked.SERVERS.in(snapshot)).extracting(Server::name).containsExactly("one");
    assertThat(Tracked.STREAMS.in(snapshot)).isEmpty();
    assertThat(Tracked.CONSUMERS.in(snapshot)).isEmpty();
  }

  @Test
  void isListedOnlyWhereThatIsAskedFor() {
    assertThat(Tracked.of("one", Snapshot::servers, Server::id).isListed()).isFalse();
    assertThat(Tracked.listed("one", Snapshot::servers, Server::id).isListed()).isTrue();
  }

  @Property
  void givesOtherPartsAnotherKey(
      @ForAll @Size(max = 4) List<String> one, @ForAll @Size(max = 4) List<String> other) {
    assertThat(key(one).equals(key(other))).isEqualTo(one.equals(other));
  }

  @Property
  void keepsNamesApartWhereverTheyAreCut(@ForAll String text) {
    for (int i = 0; i < text.length(); i++) {
      assertThat(Tracked.key(text.substring(0, i), text.substring(i)))
          .isNotEqualTo(Tracked.key(text, ""));
    }
  }

  private static String key(List<String> parts) {
    return Tracked.key(parts.toArray(String[]::new));
  }
}
