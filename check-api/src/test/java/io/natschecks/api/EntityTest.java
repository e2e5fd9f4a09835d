// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.StreamId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EntityTest {

  @Test
  void aServerKeepsItsKeyWhenItRestarts() {
    assertThat(new Entity.Server("C1", "n1", "NA").key())
        .isEqualTo("server/C1/n1")
        .isEqualTo(new Entity.Server("C1", "n1", "NB").key());
  }

  @Test
  void aServerWithoutAClusterIsNamedAlone() {
    assertThat(new Entity.Server("", "edge", "NA").label()).isEqualTo("server edge");
  }

  @Test
  void anAccountIsShownByItsNameAndKeyedByItsId() {
    Entity account = new Entity.Account("AB", "ACME");

    assertThat(account.label()).isEqualTo("account ACME");
    assertThat(account.key()).isEqualTo("account/AB");
  }

  @Test
  void equalNamesInTwoDomainsAreTwoStreams() {
    Entity hub = new Entity.Stream(new StreamId("hub", "ACME", "ORDERS"));
    Entity edge = new Entity.Stream(new StreamId("edge", "ACME", "ORDERS"));

    assertThat(hub.key()).isNotEqualTo(edge.key());
    assertThat(hub.label()).isEqualTo("stream ACME/ORDERS");
    assertThat(hub.parts())
        .containsEntry("domain", "hub")
        .containsEntry("account", "ACME")
        .containsEntry("stream", "ORDERS");
  }

  @Property
  void aSlashInANameMakesNoOtherKey(@ForAll String account, @ForAll String stream) {
    Entity plain = new Entity.Stream(new StreamId(null, account, stream));
    Entity shifted = new Entity.Stream(new StreamId(null, account + "/" + stream, ""));

    assertThat(plain.key()).isNotEqualTo(shifted.key());
  }
}
