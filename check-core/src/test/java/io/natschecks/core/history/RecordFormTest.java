// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.StreamId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFormTest {

  private static final String HOSTILE = "a/%\n\u001b\u0000\ud800\u202e";
  private static final Entity.Server SERVER = new Entity.Server("hub", HOSTILE, "ID");
  private static final StreamId STREAM = new StreamId(null, "ACME", HOSTILE);

  static Stream<Entity> entities() {
    return Stream.of(
        SERVER,
        new Entity.Cluster(HOSTILE),
        new Entity.Account("ACME", null),
        new Entity.Account("ACME", HOSTILE),
        new Entity.Stream(STREAM),
        new Entity.Consumer(new StreamId("hub", "ACME", "ORDERS"), HOSTILE),
        new Entity.Connection(SERVER, 1L << 40, null, HOSTILE),
        new Entity.Route(SERVER, HOSTILE),
        new Entity.Gateway(SERVER, HOSTILE),
        new Entity.LeafNode(SERVER, HOSTILE, null),
        new Entity.RaftGroup(null, "ACME", "S-R3F-abc"),
        new Entity.MetaGroup(null),
        new Entity.Service("ACME", HOSTILE),
        new Entity.User("ACME", HOSTILE),
        new Entity.Deployment());
  }

  @ParameterizedTest
  @MethodSource("entities")
  void aFindingOfAnyEntityComesBackAsItWas(Entity entity) throws Exception {
    Finding finding =
        new Finding("ACME_001", Severity.CRITICAL, entity, HOSTILE, "message", evidence());

    assertThat(readAs(Finding.class, written(finding))).isEqualTo(finding);
  }

  @Test
  void everyKindOfEntityIsTried() {
    assertThat(entities().<Class<?>>map(Object::getClass))
        .containsAll(List.<Class<?>>of(Entity.class.getPermittedSubclasses()));
    assertThat(evidence().items().stream().<Class<?>>map(item -> item.value().getClass()))
        .containsAll(List.<Class<?>>of(Evidence.Value.class.getPermittedSubclasses()));
  }

  @Test
  void anotherRecordIsDamage() throws Exception {
    byte[] stream = written(STREAM);

    assertThatThrownBy(() -> readAs(Finding.class, stream))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessage("it holds another kind of Finding");
  }

  @Test
  void aValueThatTheRecordRefusesIsDamage() throws Exception {
    byte[] stream = written(new StreamId("hub", "", ""));
    stream[stream.length - 5] = 0;

    assertThatThrownBy(() -> readAs(StreamId.class, stream))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessage("it holds no valid StreamId");
  }

  @Test
  void aLengthThatCannotBeTakesNoMemory() throws Exception {
    byte[] stream = written(new StreamId(null, "A", "B"));
    stream[4] = 0x7f;

    assertThatThrownBy(() -> readAs(StreamId.class, stream))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessage("it holds a text that is too long");
  }

  private static Evidence evidence() {
    return new Evidence(
        Stream.<Evidence.Value>of(
                new Evidence.Count(Long.MAX_VALUE, "bytes"),
                new Evidence.Measure(Double.NaN, "percent"),
                new Evidence.Text(HOSTILE),
                new Evidence.Texts(List.of("a", "b"), 30),
                new Evidence.Time(Instant.parse("2026-03-01T03:00:00.123456789Z")),
                new Evidence.Span(Duration.ofNanos(-1)),
                new Evidence.Flag(true))
            .map(value -> new Evidence.Item("name", Evidence.Role.LIMIT, value))
            .toList());
  }

  private static byte[] written(Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordForm.write(record, new DataOutputStream(out));
    return out.toByteArray();
  }

  private static <R extends Record> R readAs(Class<R> type, byte[] bytes) throws IOException {
    return RecordForm.read(type, new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
