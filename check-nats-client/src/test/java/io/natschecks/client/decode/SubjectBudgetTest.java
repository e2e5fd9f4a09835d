// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many subjects of connections a snapshot keeps. */
class SubjectBudgetTest {

  @Test
  void keepsSubjectsUpToTheBound() {
    Snapshot snapshot = snapshot(6);

    assertThat(snapshot.connections()).extracting("subjects").doesNotContainNull();
    assertThat(snapshot.coverage().of(Section.CONNZ_SUBSCRIPTIONS)).isEqualTo(Entry.GATHERED);
    assertThat(snapshot.coverage().exceptions(Section.CONNZ_SUBSCRIPTIONS)).isEmpty();
  }

  @Test
  void leavesOutSubjectsOfTheConnectionsThatPassItAndSaysOfWhichServer() {
    Snapshot snapshot = snapshot(5);

    assertThat(snapshot.connectionsOf(Texts.N1.id()))
        .extracting("subjects")
        .containsExactly(List.of("a", "$SRV.PING.quote.I1"), List.of("a"));
    assertThat(snapshot.connectionsOf(Texts.N2.id()))
        .extracting("subjects")
        .containsExactly(List.of("a", "$SRV.PING.quote.I2"), null);
    assertThat(snapshot.coverage().exceptions(Section.CONNZ_SUBSCRIPTIONS))
        .containsOnlyKeys("ID2")
        .containsValue(
            new Entry(
                Status.TRUNCATED,
                "left out: of all connections, no more than 5 subjects are kept"));
  }

  @Test
  void findsServicesNevertheless() {
    Snapshot snapshot = snapshot(1);

    assertThat(snapshot.connections()).extracting("subjects").containsOnlyNulls();
    assertThat(snapshot.services())
        .singleElement()
        .satisfies(
            service ->
                assertThat(service.instances()).extracting("id").containsExactly("I1", "I2"));
    assertThat(snapshot.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
    assertThat(snapshot.coverage().exceptions(Section.SERVICES)).isEmpty();
  }

  /** Two servers, each with a connection of two subjects and one of one subject. */
  private static Snapshot snapshot(long maxSubjects) {
    SnapshotAssembler assembler =
        new SnapshotAssembler(SnapshotPlan.everything(), Scenario.TAKEN_AT, "test", maxSubjects);
    assembler.reply(Texts.sys(Endpoint.CONNZ, Texts.N1, connz("I1")));
    assembler.reply(Texts.sys(Endpoint.CONNZ, Texts.N2, connz("I2")));
    return assembler.assemble(Duration.ofSeconds(1));
  }

  private static String connz(String instance) {
    return "{'total':2,'connections':["
        + connection(1, "'a','$SRV.PING.quote." + instance + "'", 2)
        + ","
        + connection(2, "'a'", 1)
        + "]}";
  }

  private static String connection(int cid, String subjects, int count) {
    return "{'cid':%d,'account':'ACME','pending_bytes':0,'in_msgs':0,'out_msgs':0,'in_bytes':0,"
            .formatted(cid)
        + "'out_bytes':0,'subscriptions':%d,'subscriptions_list':[%s]}".formatted(count, subjects);
  }
}
