// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityPatternTest {

  private static final String KEY = "ABCMENAMEOFTHEACCOUNTACME";
  private static final Snapshot SNAPSHOT =
      Snapshots.builder(0).accounts(List.of(Account.builder(KEY).name("ACME").build())).build();
  private static final Entity.Server SERVER = new Entity.Server("hub", "n1", "ID-n1");
  private static final StreamId ORDERS = new StreamId(null, KEY, "ORDERS");

  private static final Map<String, Entity> ENTITIES =
      List.of(
              SERVER,
              new Entity.Cluster("hub"),
              new Entity.Account(KEY, "ACME"),
              new Entity.Stream(ORDERS),
              new Entity.Consumer(ORDERS, "ship"),
              new Entity.Connection(SERVER, 7, KEY, "client"),
              new Entity.Route(SERVER, "n2"),
              new Entity.Gateway(SERVER, "ship"),
              new Entity.LeafNode(SERVER, "edge", KEY),
              new Entity.RaftGroup(null, KEY, "S-R3F-abc"),
              new Entity.MetaGroup(null),
              new Entity.Service(KEY, "pricing"),
              new Entity.User(KEY, "bob"),
              new Entity.Deployment())
          .stream()
          .collect(Collectors.toMap(each -> each.type().label(), each -> each));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server=n1 | connection gateway leafnode route server
          cluster=hub | cluster connection gateway leafnode route server
          account=ACME | account connection consumer leafnode raft-group service stream user
          account=ABCM* | account connection consumer leafnode raft-group service stream user
          stream=ORDERS | consumer stream
          consumer=* | consumer
          account=ACME,server=n1 | connection leafnode
          account=ACME,stream=ORD* | consumer stream
          account=OTHER | ''
          """)
  void selectsWhatBelongsTo(String pattern, String types) {
    EntityPattern match = EntityPattern.parse(pattern);

    assertThat(
            ENTITIES.entrySet().stream()
                .filter(each -> match.matches(each.getValue(), SNAPSHOT))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(" ")))
        .isEqualTo(types);
  }

  @Test
  void anyMatchesEverything() {
    assertThat(ENTITIES.values()).allMatch(each -> EntityPattern.ANY.matches(each, SNAPSHOT));
  }

  @Test
  void aServerWithoutAClusterIsInNone() {
    Entity alone = new Entity.Server("", "n1", "ID");
    assertThat(EntityPattern.parse("cluster=>").matches(alone, SNAPSHOT)).isFalse();
    Entity leaf = new Entity.LeafNode(new Entity.Server("", "n1", "ID"), "edge", null);
    assertThat(EntityPattern.parse("cluster=>").matches(leaf, SNAPSHOT)).isFalse();
  }

  @Test
  void isBuiltInCode() {
    assertThat(EntityPattern.ANY.stream("ORDERS_*").account("A,B=C"))
        .isEqualTo(EntityPattern.parse("account=A\\,B\\=C, stream=ORDERS_*"))
        .hasToString("account=A\\,B\\=C,stream=ORDERS_*");
    assertThat(EntityPattern.ANY.server("s").cluster("c").consumer("p").patterns().keySet())
        .containsExactly("server", "cluster", "consumer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          account | match: "account" is not allowed; such as account=ACME,stream=ORDERS_*
          account=A,,stream=B | match: "account=A,,stream=B" is not allowed; such as account=ACME,stream=ORDERS_*
          strem=A | match.strem: there is no such key; known are server, cluster, account, stream, consumer; did you mean stream?
          account=A,account=B | match.account: is given twice
          stream= | match.stream: "" is not allowed; a name or a pattern such as ORDERS_*
          stream=A\\ | match.stream: "A\\" is not allowed; a backslash at the end takes nothing
          """)
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> EntityPattern.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Property
  void isReadAgainFromItsText(
      @ForAll("awkwardNames") String account, @ForAll("awkwardNames") String stream) {
    EntityPattern pattern = EntityPattern.ANY.account(escaped(account)).stream(escaped(stream));

    assertThat(EntityPattern.parse(pattern.toString())).isEqualTo(pattern);
    Entity entity = new Entity.Stream(new StreamId(null, account, stream));
    assertThat(EntityPattern.parse(pattern.toString()).matches(entity, SNAPSHOT)).isTrue();
  }

  private static String escaped(String name) {
    return name.replaceAll("([\\\\*>])", "\\\\$1");
  }

  @Provide
  Arbitrary<String> awkwardNames() {
    return Arbitraries.strings().withChars("a.,=\\*> \u202e").ofMinLength(1).ofMaxLength(6);
  }
}
