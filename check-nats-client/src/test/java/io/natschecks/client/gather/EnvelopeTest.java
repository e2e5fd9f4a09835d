// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Test
  void namesWhoAnswered() {
    Envelope envelope =
        of(
            "{\"server\":{\"name\":\"n1\",\"id\":\"NA\",\"cluster\":\"C\",\"ver\":\"2.10.27\","
                + "\"tags\":[\"a\"],\"jetstream\":true},\"data\":{\"error\":{\"code\":1}}}");
    assertThat(envelope.server().id()).isEqualTo("NA");
    assertThat(envelope.server().name()).isEqualTo("n1");
    assertThat(envelope.server().cluster()).isEqualTo("C");
    assertThat(envelope.version().minor()).isEqualTo(10);
    assertThat(envelope.jetStream()).isTrue();
    assertThat(envelope.error()).isNull();
  }

  @Test
  void tellsAnErrorFromAnAnswer() {
    Envelope envelope =
        of(
            "{\"server\":{\"id\":\"NA\"},\"data\":null,"
                + "\"error\":{\"code\":500,\"description\":\"no\\nsuch\\u001b[0m account\"}}");
    assertThat(envelope.error()).isEqualTo("no such [0m account");
    assertThat(envelope.server().name()).isEqualTo("NA");
  }

  @Test
  void namesNobodyWhoseIdWouldReachOthersInASubject() {
    assertThat(of("{\"server\":{\"id\":\"*\"},\"data\":{}}")).isNull();
    assertThat(of("{\"server\":{\"id\":\"PING.>\"},\"data\":{}}")).isNull();
    assertThat(of("{\"server\":{\"id\":17},\"data\":{}}")).isNotNull();
    assertThat(of("{\"server\":[],\"data\":{}}")).isNull();
  }

  @Property
  void readsAnythingWithoutFailing(@ForAll byte[] junk, @ForAll String text) {
    assertThat(Envelope.of(junk)).isNull();
    of("{\"server\":{\"id\":\"NA\",\"name\":" + text);
    of(text);
  }

  private static Envelope of(String json) {
    return Envelope.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
