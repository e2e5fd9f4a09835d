// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the assembler says of sections that came whole, in part, or not at all. */
class CoverageTest {

  private static final String JSZ =
      "{'memory':1,'storage':2,'api':{'total':3,'errors':1},'streams':1,'consumers':1,'accounts':1}";

  private SnapshotAssembler assembler;

  @BeforeEach
  void start() {
    assembler = assembler(SnapshotPlan.everything());
  }

  private static SnapshotAssembler assembler(SnapshotPlan plan) {
    return new SnapshotAssembler(plan, Scenario.TAKEN_AT, "test");
  }

  private Snapshot snapshot() {
    return assembler.assemble(Duration.ZERO);
  }

  private Coverage coverage() {
    return snapshot().coverage();
  }

  private static Reply connz(ServerRef server, int total, long... cids) {
    return Texts.sys(
        Endpoint.CONNZ,
        server,
        "{'now':'2026-11-21T04:00:00Z','total':"
            + total
            + ",'connections':["
            + connections(cids)
            + "]}");
  }

  private static String connections(long... cids) {
    StringBuilder connections = new StringBuilder();
    for (long cid : cids) {
      connections.append(connections.isEmpty() ? "" : ",");
      connections.append(
          "{'cid':"
              + cid
              + ",'kind':'Client','pending_bytes':0,'in_msgs':0,"
              + "'out_msgs':0,'in_bytes':0,'out_bytes':0,'subscriptions':0}");
    }
    return connections.toString();
  }

  @Test
  void sectionsOutsideThePlanAreNotRequested() {
    assembler = assembler(SnapshotPlan.of(Set.of(Section.VARZ)));
    assembler.reply(Texts.sys(Endpoint.HEALTHZ, Texts.N1, "{'status':'ok'}"));
    assertThat(coverage().of(Section.HEALTHZ).status()).isEqualTo(Status.NOT_REQUESTED);
  }

  @Test
  void whatNobodyAnsweredIsMissingAsAWhole() {
    assembler.reply(Texts.sys(Endpoint.HEALTHZ, Texts.N1, "{'status':'ok'}"));
    assertThat(coverage().of(Section.VARZ))
        .isEqualTo(new Coverage.Entry(Status.TIMED_OUT, "no answer"));
    assertThat(coverage().exceptions(Section.VARZ)).isEmpty();
  }

  @Test
  void whatOneServerOwesIsAnException() {
    assembler.reply(Texts.sys(Endpoint.HEALTHZ, Texts.N1, "{'status':'ok'}"));
    assembler.reply(Texts.sys(Endpoint.STATSZ, Texts.N2, "{}"));
    Coverage coverage = coverage();
    assertThat(coverage.of(Section.HEALTHZ).isGathered()).isTrue();
    assertThat(coverage.exceptions(Section.HEALTHZ)).containsOnlyKeys("ID2");
  }

  @Test
  void anAccountWithoutItsConnectionsIsNotZero() {
    assembler.reply(
        Texts.sys(
            Endpoint.ACCSTATZ, Texts.N1, "{'account_statz':[{'acc':'A'},{'acc':'B','conns':2}]}"));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.coverage().of(Section.ACCSTATZ, "ID1").status())
        .isEqualTo(Status.TRUNCATED);
    assertThat(snapshot.coverage().of(Section.ACCSTATZ, "ID1").detail()).contains("conns");
    assertThat(snapshot.account("A")).isNull();
  }

  @Test
  void apiCountersThatAreMissingAreNotZero() {
    assembler.reply(Texts.sys(Endpoint.JSZ, Texts.N1, JSZ.replace("'total':3,", "")));
    assertThat(coverage().of(Section.JSZ).status()).isEqualTo(Status.MALFORMED);
    assertThat(coverage().of(Section.JSZ).detail()).contains("api.total");
  }

  @Test
  void whatTheSourceMissesStandsEvenIfAnswersCame() {
    assembler.reply(connz(Texts.N1, 1, 5));
    assembler.missing(Texts.N1, Section.CONNZ, Status.TRUNCATED, "page limit");
    Coverage coverage = coverage();
    assertThat(coverage.of(Section.CONNZ, "ID1").detail()).isEqualTo("page limit");
    assertThat(coverage.of(Section.SERVICES, "ID1").detail()).isEqualTo("page limit");
  }

  @Test
  void whatNoServerGivesIsSaidOnce() {
    assembler.reply(Texts.sys(Endpoint.STATSZ, Texts.N1, "{}"));
    assembler.unavailable(Section.JSZ_STREAMS, Status.REFUSED, "not allowed");
    Coverage coverage = coverage();
    assertThat(coverage.of(Section.JSZ_STREAMS).status()).isEqualTo(Status.REFUSED);
    assertThat(coverage.of(Section.JSZ_CONSUMERS).detail()).isEqualTo("not allowed");
    assertThat(coverage.exceptions(Section.JSZ_STREAMS)).isEmpty();
  }

  @Test
  void joinsPagesOfConnections() {
    assembler.reply(connz(Texts.N1, 4, 1, 2));
    assembler.reply(connz(Texts.N1, 4, 2, 3, 4));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.connections()).extracting("cid").containsExactly(1L, 2L, 3L, 4L);
    assertThat(snapshot.connections()).extracting("account").containsOnly("$G");
    assertThat(snapshot.coverage().of(Section.CONNZ).isGathered()).isTrue();
  }

  @Test
  void missesPagesOfConnections() {
    assembler.reply(connz(Texts.N1, 4, 1, 2));
    assertThat(coverage().of(Section.CONNZ, "ID1"))
        .isEqualTo(new Coverage.Entry(Status.TRUNCATED, "2 of 4 connections"));
  }

  @Test
  void noticesThatTheTotalChanged() {
    assembler.reply(connz(Texts.N1, 4, 1, 2));
    assembler.reply(connz(Texts.N1, 3, 3, 4));
    assertThat(coverage().of(Section.CONNZ, "ID1").detail()).contains("from 3 to 4");
  }

  @ParameterizedTest
  @CsvSource({"2,GATHERED,''", "3,TRUNCATED,the newest 2 of 3 connections"})
  void saysWhereTheListOfClosedConnectionsWasCut(int total, Status status, String detail) {
    String closed = connections(1, 2).replace("'subscriptions':0", "'stop':'2026-11-21T03:00:00Z'");
    assembler.reply(
        Texts.sys(
            Endpoint.CONNZ_CLOSED,
            Texts.N1,
            "{'now':'2026-11-21T04:00:00Z','total':" + total + ",'connections':[" + closed + "]}"));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.closedConnections()).hasSize(2);
    assertThat(snapshot.coverage().of(Section.CONNZ_CLOSED, "ID1"))
        .isEqualTo(new Coverage.Entry(status, detail));
  }

  @Test
  void leavesOutAWrongConnection() {
    assembler.reply(
        Texts.sys(Endpoint.CONNZ, Texts.N1, "{'total':1,'connections':[{'cid':'one'}]}"));
    assertThat(coverage().of(Section.CONNZ, "ID1"))
        .isEqualTo(new Coverage.Entry(Status.TRUNCATED, "1 left out, cid cannot be read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{'server':{}}",
        "{'data':null}",
        "{'data':{}}",
        "{'data':[]}",
        "null",
        "7",
        "{'data':{'start':7}}"
      })
  void anAnswerWithoutSenseIsMalformed(String text) {
    for (Endpoint endpoint :
        new Endpoint[] {
          Endpoint.VARZ,
          Endpoint.HEALTHZ,
          Endpoint.JSZ,
          Endpoint.CONNZ,
          Endpoint.ROUTEZ,
          Endpoint.GATEWAYZ,
          Endpoint.LEAFZ,
          Endpoint.SUBSZ,
          Endpoint.ACCOUNTZ,
          Endpoint.ACCOUNT_INFO,
          Endpoint.ACCSTATZ,
          Endpoint.JSZ_DETAIL
        }) {
      assembler.reply(
          new Reply(
              endpoint, Texts.N1, null, 0, Texts.AT, true, text.replace('\'', '"').getBytes()));
    }
    Coverage coverage = coverage();
    for (Section section :
        new Section[] {
          Section.VARZ,
          Section.HEALTHZ,
          Section.JSZ_STREAMS,
          Section.CONNZ,
          Section.ROUTEZ,
          Section.GATEWAYZ,
          Section.LEAFZ,
          Section.SUBSZ,
          Section.ACCOUNTZ,
          Section.ACCOUNT_INFO,
          Section.ACCSTATZ,
          Section.JSZ
        }) {
      assertThat(coverage.of(section, "ID1").status())
          .as(section.name())
          .isEqualTo(Status.MALFORMED);
    }
  }

  @Test
  void namesTheFieldThatSpoilsASection() {
    assembler.reply(Texts.http(Endpoint.SUBSZ, Texts.N1, "{'num_subscriptions':'many'}"));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.coverage().of(Section.SUBSZ))
        .isEqualTo(new Coverage.Entry(Status.MALFORMED, "num_subscriptions cannot be read"));
    assertThat(snapshot.server("ID1").subscriptionStatistics()).isNull();
  }

  @Test
  void aServerWithoutJetStreamHasNoStreamsToMiss() {
    assembler.reply(
        Texts.sys(Endpoint.JSZ, Texts.N1, JSZ.replace("{'memory'", "{'disabled':true,'memory'")));
    assembler.reply(
        Texts.sys(
            Endpoint.JSZ_DETAIL,
            Texts.N1,
            "A",
            "'data':null,'error':{'code':500,'description':'jetstream not enabled'}"));
    assembler.missing(Texts.N1, Section.RAFTZ, Status.NOT_IN_RELEASE, "404");
    Coverage coverage = coverage();
    assertThat(coverage.of(Section.JSZ_STREAMS).isGathered()).isTrue();
    assertThat(coverage.of(Section.JSZ_CONSUMERS).isGathered()).isTrue();
    assertThat(coverage.of(Section.RAFTZ).isGathered()).isTrue();
  }

  @Test
  void aServerWhereNoAccountUsesJetStreamHasNoStreamsToMiss() {
    assembler.reply(Texts.sys(Endpoint.JSZ, Texts.N1, JSZ.replace("'accounts':1", "'accounts':0")));
    assertThat(coverage().of(Section.JSZ_STREAMS).isGathered()).isTrue();
    assertThat(coverage().of(Section.RAFTZ).isGathered()).isFalse();
  }

  @Test
  void theHeadOfADetailedAnswerStandsInForJsz() {
    assembler.reply(Texts.sys(Endpoint.JSZ_DETAIL, Texts.N1, JSZ));
    Snapshot snapshot = snapshot();
    assertThat(snapshot.coverage().of(Section.JSZ).isGathered()).isTrue();
    assertThat(snapshot.server("ID1").jetStreamServer().streams()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT_INFO, 500, Account A does not exist, ACCOUNT_INFO, GATHERED",
    "JSZ_DETAIL, 500, account \"A\" not jetstream enabled, JSZ_STREAMS, GATHERED",
    "JSZ_DETAIL, 500, account \"A\" not found, JSZ_STREAMS, GATHERED",
    "ACCOUNTZ, 500, out of order, ACCOUNTZ, REFUSED",
    "RAFTZ, 404, no such thing, RAFTZ, NOT_IN_RELEASE",
    "RAFTZ, 503, no responders, RAFTZ, NOT_IN_RELEASE"
  })
  void readsErrors(Endpoint endpoint, int code, String text, Section section, Status status) {
    assembler.reply(
        Texts.sys(
            endpoint,
            Texts.N1,
            "A",
            "'error':{'code':" + code + ",'description':'" + text.replace("\"", "") + "'}"));
    assertThat(coverage().of(section, "ID1").status()).isEqualTo(status);
  }

  @Test
  void readsErrorsInPlainText() {
    assembler.reply(Texts.http(Endpoint.RAFTZ, Texts.N1, "No Raft nodes registered"));
    assembler.reply(Texts.http(Endpoint.ACCOUNT_INFO, Texts.N1, "Account B does not exist"));
    assembler.reply(Texts.http(Endpoint.GATEWAYZ, Texts.N1, "404 page not found\n"));
    Coverage coverage = coverage();
    assertThat(coverage.of(Section.RAFTZ).isGathered()).isTrue();
    assertThat(coverage.of(Section.ACCOUNT_INFO).isGathered()).isTrue();
    assertThat(coverage.of(Section.GATEWAYZ).status()).isEqualTo(Status.NOT_IN_RELEASE);
  }

  @Test
  void keepsPiecesOfJsonOutOfDetails() {
    assembler.reply(Texts.http(Endpoint.ACCOUNT_INFO, Texts.N1, "x'jwt':'eyJ.secret.x'}"));
    assertThat(coverage().of(Section.ACCOUNT_INFO).detail()).doesNotContain("secret");
  }

  @Test
  void aServerThatAnsweredIsNotSilent() {
    assembler.silent(new SilentServer("n1", "ID1", "C1", "route"));
    assembler.silent(new SilentServer("n3", "ID3", "C1", "route"));
    assembler.reply(Texts.sys(Endpoint.STATSZ, Texts.N1, "{}"));
    assembler.missing(Texts.N2, Section.VARZ, Status.TIMED_OUT, "no answer in 10 s");
    Snapshot snapshot = snapshot();
    assertThat(snapshot.silentServers()).extracting("name").containsExactly("n2", "n3");
    assertThat(snapshot.servers()).extracting("name").containsExactly("n1");
  }
}
