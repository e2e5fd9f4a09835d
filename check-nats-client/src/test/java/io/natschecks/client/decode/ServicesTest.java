// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServiceInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services, as connections serve them and as they answer. */
class ServicesTest {

  private static final String CONNZ =
      "{'total':1,'connections':[{'cid':7,'account':'ACME','name':'quotes','lang':'go',"
          + "'version':'1.40','subscriptions':1,'pending_bytes':0,'in_msgs':0,'out_msgs':0,'in_bytes':0,'out_bytes':0,"
          + "'subscriptions_list':['$SRV.PING.quote.I1']}]}";

  private static ServiceInfo info(String id, String version) {
    return new ServiceInfo("quote", id, version);
  }

  private static AccountServices acme(ServiceInfo... services) {
    return new AccountServices("ACME", Entry.GATHERED, List.of(services));
  }

  private static Snapshot snapshot(AccountServices... answered) {
    SnapshotAssembler assembler =
        new SnapshotAssembler(SnapshotPlan.everything(), Scenario.TAKEN_AT, "test");
    assembler.reply(Texts.sys(Endpoint.CONNZ, Texts.N1, CONNZ));
    List.of(answered).forEach(assembler::services);
    return assembler.assemble(Duration.ofSeconds(1));
  }

  @Test
  void joinsWhatAnInstanceAnswersToItsConnection() {
    assertThat(snapshot(acme(info("I1", "1.2.0"), info("I2", "1.3.0"))).services())
        .containsExactly(
            new Service(
                "ACME",
                "quote",
                List.of(
                    new ServiceInstance("I1", "ID1", "1.2.0", "go", "1.40", "quotes"),
                    new ServiceInstance("I2", null, "1.3.0", null, null, null))));
  }

  @Test
  void knowsNoVersionOfAnInstanceThatWasNotAsked() {
    assertThat(snapshot().services().get(0).instances())
        .containsExactly(new ServiceInstance("I1", "ID1", null, "go", "1.40", "quotes"));
  }

  @Test
  void countsAnInstanceOnceThatAnswersTwice() {
    List<Service> twice = snapshot(acme(info("I1", "2"), info("I1", "1"))).services();
    assertThat(twice).isEqualTo(snapshot(acme(info("I1", "1"), info("I1", "2"))).services());
    assertThat(twice.get(0).instances()).extracting("version").containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void believesTheInstanceBeforeALeafNodeThroughWhichItIsSeen(boolean leafFirst) {
    String leaf =
        "{'total':1,'connections':[{'cid':3,'kind':'Leafnode','account':'ACME','name':'hub','subscriptions':1,"
            + "'subscriptions_list':['$SRV.PING.quote.I1']}]}";
    SnapshotAssembler assembler =
        new SnapshotAssembler(SnapshotPlan.everything(), Scenario.TAKEN_AT, "test");
    assembler.reply(Texts.sys(Endpoint.CONNZ, Texts.N1, leafFirst ? leaf : CONNZ));
    assembler.reply(Texts.sys(Endpoint.CONNZ, Texts.N2, leafFirst ? CONNZ : leaf));

    assertThat(assembler.assemble(Duration.ofSeconds(1)).services().get(0).instances())
        .extracting(ServiceInstance::serverId, ServiceInstance::clientLanguage)
        .containsExactly(tuple(leafFirst ? "ID2" : "ID1", "go"));
  }

  @Test
  void keepsAccountsApart() {
    AccountServices other =
        new AccountServices("BETA", Entry.GATHERED, List.of(info("I1", "9.0.0")));
    assertThat(snapshot(other).services())
        .extracting(Service::account)
        .containsExactly("ACME", "BETA");
  }

  @Test
  void saysOfWhichAccountsServicesWereNotHad() {
    Snapshot snapshot =
        snapshot(
            acme(info("I1", "1")),
            new AccountServices("BETA", new Entry(Status.REFUSED, "not allowed"), List.of()));
    assertThat(snapshot.coverage().of(Section.SERVICES))
        .isEqualTo(new Entry(Status.GATHERED, "account BETA: not allowed"));
    assertThat(snapshot.coverage().exceptions(Section.SERVICES)).isEmpty();
    assertThat(snapshot.coverage().of(Section.CONNZ)).isEqualTo(Entry.GATHERED);
  }

  @Test
  void namesTheFirstOfManyAccounts() {
    AccountServices[] refused = new AccountServices[7];
    for (int i = 0; i < refused.length; i++) {
      refused[i] =
          new AccountServices("A" + i, new Entry(Status.REFUSED, "not allowed"), List.of());
    }
    assertThat(snapshot(refused).coverage().of(Section.SERVICES).detail())
        .startsWith("account A0: not allowed; account A1")
        .endsWith("account A4: not allowed; and 2 more accounts");
  }

  @Test
  void readsNameIdAndVersionAlone() {
    ServiceInfo info =
        decode(
            "{'id':'X','name':'quote','version':'1.2.0','metadata':{'token':'s3cr3t'},'endpoints':[]}");
    assertThat(info).isEqualTo(new ServiceInfo("quote", "X", "1.2.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{'name':'quote'}",
        "{'name':7,'id':'X'}",
        "{'name':'quote','id':{'a':1}}",
        "{'name':'','id':'X'}",
        "{'name':'quote','id':'X','version':[1]}",
        "'text'"
      })
  void makesNothingOfOddAnswers(String answer) {
    assertThat(decode(answer)).isNull();
  }

  @Test
  void makesNothingOfLongNames() {
    String name = "n".repeat(256);
    assertThat(decode("{'name':'" + name + "','id':'X'}")).isNotNull();
    assertThat(decode("{'name':'" + name + "n','id':'X'}")).isNull();
    assertThat(decode("{'name':'n','id':'X','version':'" + name + "n'}")).isNull();
  }

  private static ServiceInfo decode(String answer) {
    return new ServiceInfoDecoder().decode(answer.replace('\'', '"').getBytes(UTF_8));
  }
}
