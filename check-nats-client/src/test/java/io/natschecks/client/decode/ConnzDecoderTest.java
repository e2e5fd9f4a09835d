// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.ConnectionType;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ConnzDecoderTest {

  private static final String COUNTS =
      "'cid':7,'pending_bytes':0,'in_msgs':1,'out_msgs':2,'in_bytes':3,'out_bytes':4,'subscriptions':2";
  private static final String SUBJECTS =
      "'subscriptions_list_detail':[{'subject':'orders.>','sid':'1'},{'subject':'$SRV.PING.quote.X1','sid':'2'},"
          + "{'subject':'$SRV.PING.quote'},{'subject':'$SRV.PING.a.b.c'}]";

  private static ConnzDecoder.Page page(
      String rest, boolean open, boolean subjects, boolean services) {
    String text = "{'total':1,'connections':[{" + COUNTS + rest + "}]}";
    SubjectBudget budget = new SubjectBudget(100);
    return new ConnzDecoder(Texts.json(text), Texts.origin("n1"), budget, open, subjects, services)
        .decode(new Drops());
  }

  private static Connection only(String rest) {
    return page(rest, true, false, false).connections().get(0);
  }

  private static String jwt(String claims) {
    byte[] text = claims.replace('\'', '"').getBytes(UTF_8);
    return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(text) + ".s";
  }

  @Test
  void tellsBearerTokensWhereTheJwtIsShown() {
    assertThat(only(",'jwt':'" + jwt("{'nats':{'bearer_token':true}}") + "'").bearer()).isTrue();
    assertThat(only(",'jwt':'" + jwt("{'nats':{'subs':-1}}") + "'").bearer()).isFalse();
    assertThat(only(",'jwt':'" + jwt("{'nats':{'bearer_token':false}}") + "'").bearer()).isFalse();
    assertThat(only(",'jwt':'" + jwt("{'nats':{'\\u0062earer_token':true}}") + "'").bearer())
        .isTrue();
    assertThat(only(",'jwt':'" + jwt("no claims") + "'").bearer()).isNull();
    assertThat(only(",'jwt':'[REDACTED]'").bearer()).isNull();
    assertThat(only(",'jwt':''").bearer()).isNull();
    assertThat(only("").bearer()).isNull();
  }

  @Test
  void takesTheAccountThatIsLeftOutForTheGlobalOneWhileOpen() {
    assertThat(only("").account()).isEqualTo("$G");
    assertThat(
            page(",'stop':'2026-11-21T04:00:00Z','reason':'x'", false, false, false)
                .connections()
                .get(0)
                .account())
        .isNull();
  }

  @Test
  void findsServicesBySubjectsOfFourParts() {
    ConnzDecoder.Page page =
        page("," + SUBJECTS + ",'lang':'go','version':'1.40'", true, false, true);
    assertThat(page.services()).hasSize(1);
    assertThat(page.services().get(0).service()).isEqualTo("quote");
    assertThat(page.services().get(0).instance().id()).isEqualTo("X1");
    assertThat(page.services().get(0).instance().clientVersion()).isEqualTo("1.40");
    assertThat(page.connections().get(0).subjects()).isNull();
  }

  @Test
  void keepsSubjectsOnlyWhereWanted() {
    assertThat(page("," + SUBJECTS, true, true, false).connections().get(0).subjects()).hasSize(4);
    assertThat(
            page(",'subscriptions_list':['a','b']", true, true, false)
                .connections()
                .get(0)
                .subjects())
        .containsExactly("a", "b");
    assertThat(page("", true, true, false).subjectsMissing()).isTrue();
  }

  @Test
  void readsKindsAndTypes() {
    Connection leaf = only(",'kind':'Leafnode','rtt':'0s','start':'2026-11-21T09:30:00+05:30'");
    assertThat(leaf.kind()).isEqualTo(ConnectionKind.LEAF_NODE);
    assertThat(leaf.rtt()).isNull();
    assertThat(leaf.start()).isEqualTo("2026-11-21T04:00:00Z");
    assertThat(only(",'kind':'Client','type':'mqtt'").type()).isEqualTo(ConnectionType.MQTT);
  }
}
