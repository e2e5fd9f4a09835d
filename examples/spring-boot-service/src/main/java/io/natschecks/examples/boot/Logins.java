// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.core.config.ConfigException;
import io.natschecks.examples.boot.NatsChecksProperties.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the client who to be. Files are looked at once at the start, so that a mistake shows. */
final class Logins {

  private static final Pattern SEED = Pattern.compile("\\bSU[A-Z2-7]{56}\\b");

  private Logins() {}

  /**
   * Reads a login.
   *
   * @param key where it is configured
   * @throws ConfigException if it cannot be used; nothing secret is in the message
   */
  static Consumer<Options.Builder> of(String key, Login login) {
    long ways =
        Stream.of(login.credentials(), login.nkey(), login.user(), login.token())
            .filter(each -> each != null)
            .count();
    if (ways > 1) {
      throw new ConfigException(key + ": only one of credentials, nkey, user and token can be set");
    }
    if ((login.user() == null) != (login.password() == null)) {
      throw new ConfigException(key + ": user and password go together");
    }
    if (login.credentials() != null) {
      return credentials(key + ".credentials", login.credentials());
    }
    if (login.nkey() != null) {
      return nkey(key + ".nkey", login.nkey());
    }
    if (login.user() != null && login.password() != null) {
      return password(login.user(), login.password());
    }
    return token(login.token());
  }

  /** The client reads the file at each connect, so that new credentials can be put there. */
  private static Consumer<Options.Builder> credentials(String key, Path file) {
    if (!read(key, file).contains("BEGIN NATS USER JWT")) {
      throw new ConfigException(key + ": " + file + " is no credentials file");
    }
    return options -> options.authHandler(Nats.credentials(file.toString()));
  }

  private static Consumer<Options.Builder> nkey(String key, Path file) {
    Matcher seed = SEED.matcher(read(key, file));
    if (!seed.find()) {
      throw new ConfigException(key + ": " + file + " does not hold the seed of a user");
    }
    char[] found = seed.group().toCharArray();
    return options -> options.authHandler(Nats.staticCredentials(null, found.clone()));
  }

  private static Consumer<Options.Builder> password(String user, String password) {
    return options -> options.userInfo(user.toCharArray(), password.toCharArray());
  }

  private static Consumer<Options.Builder> token(@Nullable String token) {
    return options -> {
      if (token != null) {
        options.token(token.toCharArray());
      }
    };
  }

  private static String read(String key, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ConfigException(key + ": there is no file " + file + " that can be read");
    }
  }
}
