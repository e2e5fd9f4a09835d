// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.Options;
import io.natschecks.core.config.ConfigException;
import io.natschecks.examples.boot.NatsChecksProperties.Login;
import io.natschecks.examples.boot.NatsChecksProperties.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/** Makes connectors of what is configured; mistakes show at the start. */
final class Connectors {

  private static final Set<String> SCHEMES = Set.of("nats", "tls", "ws", "wss");

  private final Tls tls;
  private final SslBundles bundles;

  Connectors(Tls tls, SslBundles bundles) {
    this.tls = tls;
    this.bundles = bundles;
  }

  /**
   * Makes a connector.
   *
   * @param key where servers and login are configured
   * @throws ConfigException if that cannot be used
   */
  NatsConnector connector(String key, List<String> servers, Login login) {
    servers.forEach(each -> requireAddress(key + ".urls", each));
    Consumer<Options.Builder> settings = Logins.of(key + ".login", login);
    SSLContext context = context();
    return new NatsConnector(
        servers,
        options -> {
          settings.accept(options);
          if (context != null) {
            options.sslContext(context);
          }
          if (tls.first()) {
            options.tlsFirst();
          }
        });
  }

  private @Nullable SSLContext context() {
    String bundle = tls.bundle();
    if (bundle == null) {
      return null;
    }
    try {
      return bundles.getBundle(bundle).createSslContext();
    } catch (NoSuchSslBundleException e) {
      throw new ConfigException(
          NatsChecksProperties.PREFIX
              + ".tls.bundle: there is no SSL bundle '"
              + bundle
              + "' below spring.ssl.bundle");
    } catch (RuntimeException e) {
      throw new ConfigException(
          NatsChecksProperties.PREFIX
              + ".tls.bundle: the SSL bundle '"
              + bundle
              + "' cannot be used; look at its files and passwords");
    }
  }

  /** Without the address itself where it may hold a password. */
  private static void requireAddress(String key, String server) {
    if (server.contains("@")) {
      throw new ConfigException(key + ": an address holds a login, which belongs into the login");
    }
    try {
      URI address = new URI(server.contains("://") ? server : "nats://" + server);
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return;
      }
    } catch (URISyntaxException e) {
      // Said below, in the same words.
    }
    throw new ConfigException(
        key + ": '" + server + "' is not an address such as nats://127.0.0.1:4222");
  }
}
