// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsContextTest {

  @TempDir Path home;

  @Test
  void readsWhatTheNatsCommandKeeps() throws IOException {
    NatsSettings settings =
        load(
            """
            {"description": "", "url": "nats://n1:4222,nats://n2:4222", "user": "me",
             "password": "secret", "token": "", "creds": "", "cert": "~/c.pem", "key": "$KEYS/k.pem",
             "ca": "ca.pem", "inbox_prefix": "_MINE", "tls_first": true, "color_scheme": "x"}
            """);

    assertThat(settings.url()).isEqualTo("nats://n1:4222,nats://n2:4222");
    assertThat(settings.tls().certificate()).isEqualTo(home.resolve("c.pem"));
    assertThat(settings.tls().key()).isEqualTo(Path.of("/keys/k.pem"));
    assertThat(settings.tls().ca()).isEqualTo(Path.of("ca.pem"));
    assertThat(settings.tlsFirst()).isTrue();
    assertThat(settings.inboxPrefix()).isEqualTo("_MINE");
    assertThat(options(settings).getUsernameChars()).containsExactly("me".toCharArray());
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void looksInTheXdgFolderFirst() throws IOException {
    Path xdg = home.resolve("xdg");
    write(xdg, "{\"token\": \"t0ken\"}");

    NatsSettings settings = NatsContext.load("mine", Map.of("XDG_CONFIG_HOME", xdg.toString()));

    assertThat(settings.url()).isEqualTo("nats://127.0.0.1:4222");
    assertThat(options(settings).getTokenChars()).containsExactly("t0ken".toCharArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nsc", "socks_proxy", "windows_cert_store"})
  void refusesWhatWouldLeadSomewhereElse(String key) {
    assertThatThrownBy(() -> load("{\"%s\": \"x://y\"}".formatted(key)))
        .hasMessage("The context mine sets " + key + ", which natschecks does not support");
  }

  @Test
  void refusesReferencesToSecretStores() {
    assertThatThrownBy(() -> load("{\"creds\": \"op://vault/item\"}"))
        .hasMessageContaining("keeps creds somewhere else than in a file");
  }

  @Test
  void doesNotQuoteAFileThatIsNoJson() {
    assertThatThrownBy(() -> load("{\"password\": \"secret\"] "))
        .hasMessageContaining("is no JSON")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", "a\\b"})
  void refusesNamesThatLeadOutOfTheFolder(String name) {
    assertThatThrownBy(() -> NatsContext.load(name, Map.of()))
        .hasMessageContaining("cannot be the name of a context");
  }

  @Test
  void saysWhereItLooked() {
    assertThatThrownBy(() -> NatsContext.load("other", Map.of("HOME", home.toString())))
        .hasMessage(
            "There is no context other: looked for "
                + home.resolve(".config/nats/context/other.json"));
  }

  private NatsSettings load(String json) throws IOException {
    write(home.resolve(".config"), json);
    return NatsContext.load("mine", Map.of("HOME", home.toString(), "KEYS", "/keys"));
  }

  private static void write(Path config, String json) throws IOException {
    Path folder = Files.createDirectories(config.resolve("nats").resolve("context"));
    Files.writeString(folder.resolve("mine.json"), json);
  }

  private static Options options(NatsSettings settings) {
    Options.Builder options = new Options.Builder();
    settings.login().applyTo(options);
    return options.build();
  }
}
