// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {

  @ParameterizedTest
  @CsvSource({
    "rsa-pkcs8.pem, RSA",
    "rsa-pkcs1.pem, RSA",
    "client-key.pem, EC",
    "client-sec1.pem, EC",
    "ed25519.pem, EdDSA",
  })
  void readsEveryForm(String file, String algorithm) throws Exception {
    assertThat(PemKey.parse(read(file)).getAlgorithm()).isEqualTo(algorithm);
  }

  @Test
  void theOldFormsHoldTheSameKeys() throws Exception {
    assertThat(PemKey.parse(read("rsa-pkcs1.pem"))).isEqualTo(PemKey.parse(read("rsa-pkcs8.pem")));
    assertThat(((ECPrivateKey) PemKey.parse(read("client-sec1.pem"))).getS())
        .isEqualTo(((ECPrivateKey) PemKey.parse(read("client-key.pem"))).getS());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-encrypted.pem", "rsa-encrypted-pkcs1.pem"})
  void refusesEncryptedKeys(String file) throws IOException {
    byte[] pem = read(file);
    assertThatThrownBy(() -> PemKey.parse(pem))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage("an encrypted private key, which is not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE", "RSA PRIVATE", "EC PRIVATE"})
  void refusesDamagedKeys(String kind) {
    for (String body : new String[] {"", "AAAA", "MIIE", "MIIEvQIBADANBgkq", "****", "MIT/////"}) {
      String pem = "-----BEGIN %s KEY-----\n%s\n-----END %1$s KEY-----\n".formatted(kind, body);
      assertThatThrownBy(() -> PemKey.parse(pem.getBytes(StandardCharsets.US_ASCII)))
          .isInstanceOf(GeneralSecurityException.class)
          .hasMessage("a private key that is damaged");
    }
  }

  @Test
  void refusesWhatHoldsNoKey() throws IOException {
    byte[] pem = read("ca.pem");
    assertThatThrownBy(() -> PemKey.parse(pem)).hasMessage("no private key");
  }

  private static byte[] read(String file) throws IOException {
    return Files.readAllBytes(Path.of(Cli.tls(file)));
  }
}
