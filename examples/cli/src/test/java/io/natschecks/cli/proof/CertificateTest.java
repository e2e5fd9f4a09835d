// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EXPIRY_001 on a real server with certificates of some days. */
class CertificateTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"6, CRITICAL", "20, WARNING", "60,"})
  void findsCertificatesThatExpireSoon(int days, Severity severity) throws Exception {
    makeCertificate(days);
    String tls =
        "tls { cert_file: \"%s\", key_file: \"%s\" }"
            .formatted(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    try (NatsServerProcess server =
            NatsServerProcess.start(
                NatsServerBinary.release("2.15"),
                "tls",
                (ports, home) ->
                    "authorization { user: u, password: p }\n"
                        + tls
                        + "\nleafnodes { listen: \"127.0.0.1:%d\", %s }\n"
                            .formatted(ports.leaf(), tls));
        Watch watch = Watch.overHttp(List.of(server.monitor()))) {
      assertThat(watch.audit().findings())
          .extracting(each -> each.finding().key() + " " + each.finding().severity())
          .isEqualTo(severity == null ? List.of() : List.of("EXPIRY_001 server//tls " + severity));
    }
  }

  private void makeCertificate(int days) throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "nats",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                String.valueOf(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(store)) {
      keys.load(input, "secret".toCharArray());
    }
    writePem("cert.pem", "CERTIFICATE", keys.getCertificate("nats").getEncoded());
    writePem("key.pem", "PRIVATE KEY", keys.getKey("nats", "secret".toCharArray()).getEncoded());
  }

  private void writePem(String file, String type, byte[] content) throws Exception {
    String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, encoded, type));
  }
}
