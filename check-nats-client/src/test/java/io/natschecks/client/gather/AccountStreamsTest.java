// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is asked of a server behind a leaf link, by how much it has. */
class AccountStreamsTest {

  private static final String LIST = "/jsz?accounts=1&offset=0&limit=4096";
  private static final String BARE = "/jsz?acc=A&streams=1&raft=1";
  private static final String RAFT = "/raftz?acc=A";

  private final Gathered gathered = new Gathered();

  @Test
  void asksForAllAtOnceWhereItFits() throws Exception {
    assertThat(asked(10, 400, "\"consumer_count\":40"))
        .containsExactly("/raftz", "/jsz", LIST, BARE + "&consumers=1&config=1", RAFT);
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void leavesOutTheConfigurationOfConsumersFirst() throws Exception {
    assertThat(asked(10, 1500, "\"consumer_count\":150"))
        .containsExactly(
            "/raftz", "/jsz", LIST, BARE, BARE + "&config=1", BARE + "&consumers=1", RAFT);
    assertMissing(Section.JSZ_CONSUMERS, "left out: the configuration of 1500 consumers");
  }

  @Test
  void leavesOutConsumersNext() throws Exception {
    assertThat(asked(10, 3000, "\"consumer_count\":300"))
        .containsExactly("/raftz", "/jsz", LIST, BARE, BARE + "&config=1", RAFT);
    assertMissing(Section.JSZ_CONSUMERS, "left out: 3000 consumers");
  }

  @Test
  void takesTheServersConsumersWhereTheAccountHasNoCount() throws Exception {
    asked(10, 3000, "\"messages\":0");
    assertMissing(Section.JSZ_CONSUMERS, "left out: 3000 consumers");
  }

  @Test
  void leavesOutTheConfigurationOfStreamsLast() throws Exception {
    assertThat(asked(1000, 0, "\"consumer_count\":0"))
        .containsExactly("/raftz", "/jsz", LIST, BARE, BARE + "&consumers=1", RAFT);
    assertMissing(Section.JSZ_STREAMS, "left out: the configuration of 1000 streams");
    assertThat(gathered.bodies(Endpoint.JSZ_DETAIL)).anyMatch(body -> body.contains("\"state\""));
  }

  @Test
  void doesNotAskAtAllWhereNotEvenStreamsFit() throws Exception {
    assertThat(asked(2500, 0, "\"consumer_count\":0")).containsExactly("/raftz", "/jsz");
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status)
        .containsExactlyInAnyOrder(
            tuple(Section.JSZ_STREAMS, Status.TRUNCATED),
            tuple(Section.JSZ_CONSUMERS, Status.TRUNCATED),
            tuple(Section.RAFTZ, Status.TRUNCATED));
  }

  @Test
  void leavesOutRaftGroupsThatDoNotFit() throws Exception {
    assertThat(asked(10, 3000, "\"consumer_count\":300", ",\"ha_assets\":3011"))
        .doesNotContain(RAFT);
    assertThat(gathered.missing)
        .extracting(Missing::section)
        .containsExactlyInAnyOrder(Section.JSZ_CONSUMERS, Section.RAFTZ);
  }

  @Test
  void boundsByThePayloadOfTheServerThatItIsConnectedTo() {
    assertThat(AnswerBound.ofLeaf(8 << 20)).isEqualTo(AnswerBound.ofLeaf(1 << 20));
    assertThat(AnswerBound.ofLeaf(64 << 10).takes(96)).isTrue();
    assertThat(AnswerBound.ofLeaf(64 << 10).takes(97)).isFalse();
    assertThat(AnswerBound.ofLeaf(1).takes(1)).isFalse();
    assertThat(AnswerBound.ofLeaf(1).connections(512)).isEqualTo(1);
    assertThat(AnswerBound.NONE.connections(512)).isEqualTo(512);
    assertThat(AnswerBound.NONE.takesConfigured(1L << 32)).isTrue();
  }

  private void assertMissing(Section section, String detail) {
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactly(
            tuple(
                section,
                Status.TRUNCATED,
                detail
                    + " of account A, as an answer with them can cut the leaf link to the server"));
  }

  private List<String> asked(int streams, int consumers, String state) throws InterruptedException {
    return asked(streams, consumers, state, ",\"ha_assets\":0");
  }

  /** Asks a server with one account. */
  private List<String> asked(int streams, int consumers, String state, String more)
      throws InterruptedException {
    String list =
        Collections.nCopies(streams, "{\"state\":{" + state + "}}").stream()
            .collect(Collectors.joining(",", "[", "]"));
    FakeAsker asker =
        new FakeAsker(
            request ->
                "{\"accounts\":1,\"streams\":%d,\"consumers\":%d,\"account_details\":[{\"id\":\"A\",\"stream_detail\":%s}]%s}"
                    .formatted(streams, consumers, list, more));
    Target target =
        new Target(
            new ServerRef("NID", "n1", null),
            ServerVersion.parse("2.15.1"),
            true,
            -1,
            AnswerBound.ofLeaf(1 << 20));
    new JetStreamDetails(
            new ServerChannel(target, asker, gathered, Clock.systemUTC()),
            Set.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.RAFTZ),
            GatherLimits.DEFAULT)
        .gather();
    return asker.asked;
  }
}
