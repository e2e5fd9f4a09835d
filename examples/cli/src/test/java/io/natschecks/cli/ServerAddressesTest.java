// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Options;
import org.junit.jupiter.api.Test;

class ServerAddressesTest {

  @Test
  void addsTheSchemeAndKeepsTheOrder() {
    assertThat(ServerAddresses.parse("n1:4222, tls://n2").urls())
        .containsExactly("nats://n1:4222", "tls://n2");
  }

  @Test
  void takesUserAndPasswordOutOfTheAddress() {
    ServerAddresses addresses = ServerAddresses.parse("nats://me:p%21w@rd@n1:4222");

    assertThat(addresses.urls()).containsExactly("nats://n1:4222");
    Options.Builder options = new Options.Builder();
    addresses.login().applyTo(options);
    assertThat(options.build().getUsernameChars()).containsExactly("me".toCharArray());
    assertThat(options.build().getPasswordChars()).containsExactly("p!w@rd".toCharArray());
  }

  @Test
  void takesATokenOutOfTheAddress() {
    Options.Builder options = new Options.Builder();
    ServerAddresses.parse("nats://t0ken@n1:4222").login().applyTo(options);

    assertThat(options.build().getTokenChars()).containsExactly("t0ken".toCharArray());
  }

  @Test
  void refusesDifferentCredentials() {
    assertThatThrownBy(() -> ServerAddresses.parse("nats://a:b@n1,nats://c:d@n2"))
        .hasMessage("The addresses of the servers hold different credentials");
  }

  @Test
  void knowsWhichSchemesAreSafe() {
    assertThat(ServerAddresses.parse("nats://n1,ws://n2").wantTls()).isFalse();
    assertThat(ServerAddresses.parse("nats://n1,tls://n2").wantTls()).isTrue();
    assertThat(ServerAddresses.parse("wss://n1").wantTls()).isTrue();
  }
}
