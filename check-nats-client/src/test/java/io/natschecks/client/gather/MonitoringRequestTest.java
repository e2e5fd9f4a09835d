// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.client.reply.ServerRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MonitoringRequestTest {

  private static final ServerRef SERVER = new ServerRef("NID", "n1", "C");
  private static final Pattern QUERY_NUMBER = Pattern.compile("[?&](limit|offset)=([^&]*)");

  @Property
  void neverHoldsALimitOrAnOffsetThatEndsAServer(
      @ForAll int number, @ForAll int other, @ForAll String account, @ForAll boolean flag) {
    for (MonitoringRequest request : all(number, other, account, flag)) {
      JsonNode body = new JsonMapper().readTree(request.body());
      body.properties().forEach(option -> assertHarmless(option.getKey(), option.getValue()));
      Matcher query = QUERY_NUMBER.matcher(request.pathAndQuery());
      while (query.find()) {
        assertHarmless(query.group(1), new JsonMapper().readTree(query.group(2)));
      }
    }
  }

  private static void assertHarmless(String option, JsonNode value) {
    if (option.equals("limit")) {
      assertThat(value.asLong()).isBetween(1L, 4096L);
    } else if (option.equals("offset")) {
      assertThat(value.asLong()).isBetween(0L, 1L << 30);
    } else if (option.equals("cid")) {
      assertThat(value.asLong()).isPositive();
    } else if (value.isNumber()) {
      assertThat(option).isEqualTo("state");
      assertThat(value.asLong()).isEqualTo(1);
    }
  }

  @Property
  void neverAsksForAnythingButMonitoring(
      @ForAll int number, @ForAll String account, @ForAll boolean flag) {
    for (MonitoringRequest request : all(number, number, account, flag)) {
      if (request.isSendable()) {
        assertThat(request.subject())
            .matches("\\$SYS\\.REQ\\.(SERVER\\.PING|ACCOUNT\\.[^.\\s*>]+)\\.[A-Z]+")
            .doesNotContainPattern("RELOAD$|KICK$|LDM$|PROFILEZ$|CLAIMS");
        assertThat(request.subject(SERVER)).startsWith("$SYS.REQ.");
      }
      assertThat(request.pathAndQuery()).matches("/[a-z]+z(\\?[\\x21-\\x7e]*)?");
    }
  }

  private static List<MonitoringRequest> all(int number, int other, String account, boolean flag) {
    List<MonitoringRequest> requests =
        new ArrayList<>(
            List.of(
                MonitoringRequest.statsz(),
                MonitoringRequest.varz(),
                MonitoringRequest.healthz(),
                MonitoringRequest.routez(),
                MonitoringRequest.gatewayz(flag),
                MonitoringRequest.leafz(flag),
                MonitoringRequest.subsz(),
                MonitoringRequest.accountz(),
                MonitoringRequest.accountInfo(account),
                MonitoringRequest.accstatz(),
                MonitoringRequest.jsz(),
                MonitoringRequest.jszAccounts(number),
                MonitoringRequest.metaRaftz(),
                MonitoringRequest.raftz(account),
                MonitoringRequest.connzClosed(number)));
    requests.add(MonitoringRequest.connz(number, other, number, flag));
    requests.add(MonitoringRequest.mostSubscriptions(number));
    requests.add(MonitoringRequest.connection(number, other));
    requests.add(MonitoringRequest.jszDetail(account, flag, !flag, number));
    return requests;
  }

  @Test
  void writesOptionsAsBothTransportsKnowThem() {
    MonitoringRequest request = MonitoringRequest.jszDetail("A \"B\"&", true, true, 0);

    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"account\":\"A \\\"B\\\"&\",\"streams\":true,\"raft\":true,\"consumer\":true,"
                + "\"config\":true}");
    assertThat(request.pathAndQuery())
        .isEqualTo("/jsz?acc=A+%22B%22%26&streams=1&raft=1&consumers=1&config=1");
  }

  @Test
  void pagesConnectionsByOffset() {
    MonitoringRequest request = MonitoringRequest.connz(3, 1536, 512, false);

    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .contains("\"offset\":1536", "\"limit\":512");
    assertThat(request.page()).isEqualTo(3);
  }

  @Test
  void doesNotWriteAnAccountIntoASubjectThatWouldReachOthers() {
    for (String account : List.of("a.b", "*", ">", "a b", "", "a\r\nPUB x 0")) {
      MonitoringRequest request = MonitoringRequest.accountInfo(account);
      assertThat(request.isSendable()).as(account).isFalse();
      assertThatThrownBy(request::subject).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tellsWhichServerIsMeantWhereTheSubjectCannot() {
    assertThat(MonitoringRequest.accstatz().subject(SERVER))
        .isEqualTo("$SYS.REQ.ACCOUNT.PING.STATZ");
    assertThat(new String(MonitoringRequest.accstatz().body(SERVER), StandardCharsets.UTF_8))
        .contains("\"server_name\":\"n1\"");
    assertThat(MonitoringRequest.varz().subject(SERVER)).isEqualTo("$SYS.REQ.SERVER.NID.VARZ");
  }
}
