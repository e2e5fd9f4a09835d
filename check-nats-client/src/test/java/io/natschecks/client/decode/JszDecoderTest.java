// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.StorageType;
import org.junit.jupiter.api.Test;

class JszDecoderTest {

  private static final String HEAD =
      "'memory':1,'storage':2,'accounts':1,'api':{'total':3,'errors':1},'streams':1,'consumers':1,";
  private static final String STATE =
      "'state':{'messages':5,'bytes':50,'first_seq':1,'last_seq':5,'consumer_count':1}";
  private static final String CONSUMER =
      "'created':'2026-11-21T03:32:38Z','delivered':{'consumer_seq':3,'stream_seq':4},"
          + "'ack_floor':{'consumer_seq':2,'stream_seq':2},'num_ack_pending':1,'num_redelivered':0,"
          + "'num_waiting':0,'num_pending':9";

  private static String account(String id, String streams) {
    return "{'name':'" + id + "','id':'" + id + "','stream_detail':[" + streams + "]}";
  }

  private static String stream(String name, String rest) {
    return "{'name':'" + name + "','created':'2026-11-21T03:32:34Z'," + rest + "}";
  }

  private static JszDecoder.Answer decode(String text, String onlyAccount) {
    return new JszDecoder(Texts.json(text), Texts.origin("n1"), onlyAccount, true).decode();
  }

  private static JszDecoder.Answer detail(String accounts) {
    return decode("{" + HEAD + "'account_details':[" + accounts + "]}", null);
  }

  @Test
  void readsUnlimitedReservationsAndLimits() {
    JszDecoder.Answer answer =
        decode(
            "{"
                + HEAD
                + "'limits':{'max_ha_assets':1000},"
                + "'reserved_memory':18446744073709551615,'reserved_storage':109051904,"
                + "'config':{'max_memory':256,'max_storage':0,'domain':'hub'},"
                + "'account_details':[{'id':'A','memory':1,'storage':2,"
                + "'reserved_memory':18446744073709551615,'reserved_storage':512}]}",
            null);
    assertThat(answer.server().reservedMemory()).isNull();
    assertThat(answer.server().reservedStorage()).isEqualTo(109_051_904);
    assertThat(answer.server().maxStorage()).isEqualTo(Limit.of(0));
    assertThat(answer.server().maxHaAssets()).isEqualTo(1000);
    assertThat(answer.accounts().get(0).usage().memoryLimit().isUnlimited()).isTrue();
    assertThat(answer.accounts().get(0).usage().storageLimit()).isEqualTo(Limit.of(512));
  }

  @Test
  void readsADisabledServer() {
    JszDecoder.Answer answer = decode("{" + HEAD + "'disabled':true}", null);
    assertThat(answer.server().enabled()).isFalse();
  }

  @Test
  void hasNoServerWhereAFigureIsMissingOrWrong() {
    Json json = Texts.json("{'memory':'much','storage':2,'streams':1,'consumers':1}");
    JszDecoder.Answer answer = new JszDecoder(json, Texts.origin("n1"), null, true).decode();
    assertThat(answer.server()).isNull();
    assertThat(json.takeFault()).isEqualTo("memory");
  }

  @Test
  void ignoresAccountsThatNobodyAskedFor() {
    String text =
        "{"
            + HEAD
            + "'account_details':["
            + account("A", stream("S", STATE))
            + ","
            + account("B", stream("T", STATE))
            + "]}";
    assertThat(decode(text, "B").streams())
        .extracting(entry -> entry.id().name())
        .containsExactly("T");
    assertThat(decode(text, "C").streams()).isEmpty();
    assertThat(decode(text, "C").droppedStreams().isEmpty()).isTrue();
    assertThat(decode(text, null).streams()).hasSize(2);
  }

  @Test
  void leavesOutAWrongStreamAndSaysSo() {
    String wrong = stream("S", STATE.replace("'messages':5", "'messages':'five'"));
    JszDecoder.Answer answer = detail(account("A", wrong + "," + stream("T", STATE)));
    assertThat(answer.streams()).extracting(entry -> entry.id().name()).containsExactly("T");
    assertThat(answer.droppedStreams().detail()).isEqualTo("1 left out, messages cannot be read");
    assertThat(answer.server()).isNotNull();
  }

  @Test
  void leavesOutAWrongConsumerAndKeepsItsStream() {
    String consumers =
        "'consumer_detail':[{'name':'c1',"
            + CONSUMER
            + "},{'name':'c2',"
            + CONSUMER.replace("'num_pending':9", "'num_pending':18446744073709551615")
            + "}]";
    JszDecoder.Answer answer = detail(account("A", stream("S", STATE + "," + consumers)));
    assertThat(answer.streams()).hasSize(1);
    assertThat(answer.consumers()).extracting(Consumer::name).containsExactly("c1");
    assertThat(answer.droppedConsumers().detail()).contains("num_pending");
    assertThat(answer.droppedStreams().isEmpty()).isTrue();
  }

  @Test
  void leavesOutAConsumerThatLacksAFigure() {
    String consumer = "{'name':'c1'," + CONSUMER.replace(",'num_pending':9", "") + "}";
    JszDecoder.Answer answer =
        detail(account("A", stream("S", STATE + ",'consumer_detail':[" + consumer + "]")));
    assertThat(answer.consumers()).isEmpty();
    assertThat(answer.droppedConsumers().count()).isEqualTo(1);
  }

  @Test
  void readsConsumersAsServersWriteThem() {
    String consumer =
        "{'name':'c1',"
            + CONSUMER
            + ",'config':{'durable_name':'c1','ack_policy':'explicit','ack_wait':30000000000,"
            + "'max_deliver':-1,'filter_subject':'a.>','max_waiting':512,'num_replicas':0,"
            + "'priority_policy':'pinned_client','priority_groups':['jobs']},"
            + "'cluster':{'name':'C1','leader':'n1'},'push_bound':true}";
    Consumer read =
        detail(account("A", stream("S", STATE + ",'consumer_detail':[" + consumer + "]")))
            .consumers()
            .get(0);
    assertThat(read.durable()).isTrue();
    assertThat(read.pending()).isEqualTo(9);
    assertThat(read.lastDelivered()).isNull();
    assertThat(read.pushBound()).isTrue();
    assertThat(read.isLeaderView()).isTrue();
    assertThat(read.observedAt()).isEqualTo(Texts.AT);
    assertThat(read.config().maxDeliver().isUnlimited()).isTrue();
    assertThat(read.config().maxAckPending().isUnlimited()).isTrue();
    assertThat(read.config().filterSubjects()).containsExactly("a.>");
    assertThat(read.config().priorityPolicy()).isEqualTo("pinned_client");
    assertThat(read.config().priorityGroups()).containsExactly("jobs");
  }

  @Test
  void takesTheGroupOfAStreamFromWhereverItIs() {
    String old = "'cluster':{'name':'C1','leader':'n1'},'stream_raft_group':'S-R3F-x'";
    assertThat(
            detail(account("A", stream("S", STATE + "," + old)))
                .streams()
                .get(0)
                .view()
                .cluster()
                .raftGroup())
        .isEqualTo("S-R3F-x");
  }

  @Test
  void readsMirrorsAndSources() {
    String mirror =
        "'mirror':{'name':'M','lag':7,'active':-1,'external':{'api':'$JS.hub.API'}},"
            + "'config':{'storage':'memory','retention':'new one','max_age':0,"
            + "'mirror':{'name':'M','external':{'api':'$JS.hub.API'}}}";
    StreamEntry entry = detail(account("A", stream("S", STATE + "," + mirror))).streams().get(0);
    assertThat(entry.view().mirror().active()).isNull();
    assertThat(entry.view().mirror().external()).isTrue();
    assertThat(entry.config().mirror().externalApi()).isEqualTo("$JS.hub.API");
    assertThat(entry.config().storage()).isEqualTo(StorageType.MEMORY);
    assertThat(entry.config().maxAge()).isNull();
    assertThat(entry.config().retention().name()).isEqualTo("OTHER");
  }

  @Test
  void doesNotPretendToKnowAReplicaListOfWhichOneIsWrong() {
    String cluster =
        "'cluster':{'leader':'n1','replicas':[{'name':'n2','current':true},{'name':'n3','lag':'x'}]}";
    JszDecoder.Answer answer = detail(account("A", stream("S", STATE + "," + cluster)));
    assertThat(answer.streams()).isEmpty();
    assertThat(answer.droppedStreams().detail()).contains("lag");
  }
}
