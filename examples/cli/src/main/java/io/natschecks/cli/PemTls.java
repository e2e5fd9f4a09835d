// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Makes what TLS needs from PEM files, as they are used with nats-server. */
final class PemTls {

  private static final char[] NO_PASSWORD = new char[0];

  private PemTls() {}

  /**
   * Makes a context.
   *
   * @param whenWanted called when a server wants a client's certificate
   */
  static SSLContext context(NatsSettings.Tls files, Runnable whenWanted) {
    try {
      KeyManager certificate = new ClientCertificate(keyManager(files), whenWanted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {certificate}, trustManagers(files.ca()), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw CliException.usage("TLS cannot be set up with the files that are given", e);
    }
  }

  private static TrustManager[] trustManagers(@Nullable Path ca)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = null;
    if (ca != null) {
      trusted = emptyStore();
      for (Certificate certificate : certificates(ca)) {
        trusted.setCertificateEntry("ca" + trusted.size(), certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return ServerNameTrust.around(factory.getTrustManagers());
  }

  private static @Nullable X509ExtendedKeyManager keyManager(NatsSettings.Tls files)
      throws GeneralSecurityException, IOException {
    Path certificate = files.certificate();
    Path key = files.key();
    if (certificate == null || key == null) {
      return null;
    }
    KeyStore own = emptyStore();
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    own.setKeyEntry("client", privateKey(key), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, NO_PASSWORD);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file)));
      if (certificates.isEmpty()) {
        throw CliException.usage("The file " + file + " holds no certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw CliException.usage("The certificates in " + file + " are damaged or not PEM", e);
    }
  }

  private static PrivateKey privateKey(Path file) {
    try {
      return PemKey.parse(read(file));
    } catch (GeneralSecurityException e) {
      // Without the cause: no part of a key belongs in a message.
      throw CliException.usage("The file " + file + " holds " + e.getMessage());
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw CliException.usage("There is no file " + file, e);
    } catch (IOException e) {
      throw CliException.usage("The file " + file + " cannot be read", e);
    }
  }
}
