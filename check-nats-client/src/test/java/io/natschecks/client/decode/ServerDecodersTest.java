// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.RaftState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small decoders of what a server says of itself. */
class ServerDecodersTest {

  private static final String VARZ =
      "'server_name':'n1','version':'2.12.1','start':'2026-11-21T03:00:00Z','now':'2026-11-21T04:00:00Z',"
          + "'mem':1,'cpu':2.5,'connections':3,'total_connections':4,'routes':5,'remotes':2,'leafnodes':0,"
          + "'subscriptions':6,'in_msgs':7,'out_msgs':8,'in_bytes':9,'out_bytes':10,'slow_consumers':0,"
          + "'max_connections':-1";

  private static final Instant AN_HOUR_EAST = Instant.parse("2026-11-21T03:00:26.5Z");

  private final Drops drops = new Drops();

  private static VarzDecoder.Answer varz(String rest) {
    return new VarzDecoder(Texts.json("{" + VARZ + rest + "}"), Texts.origin("n1")).decode();
  }

  @Test
  void takesWhatServersLeaveOutForFalseOrUnknown() {
    VarzDecoder.Answer answer = varz(",'jetstream':{},'cluster':{},'tags':null");
    assertThat(answer.config().authRequired()).isFalse();
    assertThat(answer.config().maxConnections().isUnlimited()).isTrue();
    assertThat(answer.statistics().staleConnections()).isNull();
    assertThat(answer.statistics().slowConsumersByKind()).isNull();
    assertThat(answer.header().cluster()).isNull();
    assertThat(answer.jetStream().enabled()).isFalse();
  }

  @Test
  void readsCertificatesOfListeners() {
    assertThat(
            varz(",'tls_cert_not_after':'2027-01-01T00:00:00Z',"
                    + "'cluster':{'tls_cert_not_after':'0001-01-01T00:00:00Z'},"
                    + "'leaf':{'tls_cert_not_after':'2027-02-01T00:00:00Z'}")
                .config()
                .certificates())
        .extracting("listener")
        .containsExactly("client", "leafnode");
  }

  @Test
  void readsWhereClientsConnectAndHowManyRaftGroupsAreLetIn() {
    VarzDecoder.Answer answer =
        varz(
            ",'host':'10.0.0.1','port':4222,'jetstream':{'config':{},'stats':{'memory':0,'storage':0,"
                + "'accounts':0,'api':{'total':0,'errors':0}},'limits':{'max_ha_assets':9,'new':{}}}");
    assertThat(answer.config().host()).isEqualTo("10.0.0.1");
    assertThat(answer.config().port()).isEqualTo(4222);
    assertThat(answer.jetStream().maxHaAssets()).isEqualTo(9);
    assertThat(varz("").config().host()).isNull();
  }

  @Test
  void takesALimitOfRaftGroupsThatIsNotSetForNone() {
    assertThat(varz(",'jetstream':{'limits':{'max_ha_assets':0}}").jetStream().maxHaAssets())
        .isNull();
    assertThat(varz(",'jetstream':{'limits':{}}").jetStream().maxHaAssets()).isNull();
  }

  @Test
  void isNothingWhereAFigureIsMissing() {
    String text = "{" + VARZ.replace("'connections':3,", "") + "}";
    Json json = Texts.json(text);
    assertThat(new VarzDecoder(json, Texts.origin("n1")).decode()).isNull();
    assertThat(json.takeFault()).isEqualTo("connections");
  }

  @Test
  void sortsHealthErrors() {
    Health health =
        HealthzDecoder.decode(
            Texts.json(
                "{'status':'error','errors':[{'type':'STREAM','account':'A','stream':'T','error':'e'},"
                    + "{'type':'NEW','error':'f'},{'type':'STREAM','account':'A','stream':'S','error':'e'}]}"),
            drops);
    assertThat(health.isOk()).isFalse();
    assertThat(health.errors()).extracting(HealthError::stream).containsExactly("S", "T", null);
    assertThat(health.errors().get(2).type()).isEqualTo(HealthError.Type.OTHER);
    assertThat(health.statusCode()).isNull();
  }

  @Test
  void readsGatewaysOfBothDirections() {
    List<Gateway> gateways =
        new GatewayzDecoder(
                Texts.json(
                    "{'outbound_gateways':{'B':{'configured':true,'connection':{'cid':24,'name':'NID',"
                        + "'start':'2026-11-21T04:00:26.5+01:00','rtt':'179µs','pending_bytes':1}}},'inbound_gateways':{'B':[{'configured':false,"
                        + "'connection':{'cid':25,'name':'NID'}},{'connection':{'cid':'x'}}]}}"),
                drops)
            .decode();
    assertThat(gateways).extracting(Gateway::outbound).containsExactly(true, false);
    assertThat(gateways.get(0).remoteId()).isEqualTo("NID");
    assertThat(gateways).extracting(Gateway::start).containsExactly(AN_HOUR_EAST, null);
    assertThat(drops.detail()).isEqualTo("1 left out, cid cannot be read");
  }

  @Test
  void readsRaftGroups() {
    List<RaftNode> nodes =
        new RaftzDecoder(
                Texts.json(
                    "{'SYS':{'_meta_':{'id':'x','state':'LEADER','size':3,'committed':5,'applied':5,"
                        + "'leader':'x','term':2,'wal':{'messages':1},'peers':{'b':{'name':'n2','known':true,"
                        + "'last_seen':'844.43009ms'},'a':{'known':false}}},'bad':{'id':'y','term':-1}}}"),
                "ID1",
                drops)
            .decode();
    assertThat(nodes).hasSize(1);
    assertThat(nodes.get(0).state()).isEqualTo(RaftState.LEADER);
    assertThat(nodes.get(0).quorumNeeded()).isEqualTo(2);
    assertThat(nodes.get(0).peers()).extracting("id").containsExactly("a", "b");
    assertThat(nodes.get(0).peers().get(1).lastSeen().toNanos()).isEqualTo(844_430_090);
    assertThat(drops.detail()).contains("term");
  }
}
