// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void hidesWhoIsInAUrl() {
    assertThat(Secrets.masked("[nats://me:p@ss@n1:4222, nats://token@n2:4222] failed"))
        .isEqualTo("[nats://***@n1:4222, nats://***@n2:4222] failed");
  }

  @Test
  void hidesSeeds() {
    assertThat(Secrets.masked("bad seed SU" + "A".repeat(56) + "!")).isEqualTo("bad seed ***!");
  }

  @Test
  void hidesTokens() {
    assertThat(Secrets.masked("jwt eyJ0eXAiOiJKV1Qi.eyJzdWIiOiJ4IiB9.c2lnbmF0dXJl end"))
        .isEqualTo("jwt *** end");
  }

  @Test
  void leavesTheRestAlone() {
    String text = "The server at nats://n1:4222 of me@example.com is fine";
    assertThat(Secrets.masked(text)).isEqualTo(text);
  }
}
