// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who to be. What it holds is secret, so it has no text of its own. */
@FunctionalInterface
interface Login {

  /** Nobody in particular: without credentials, or with those that a certificate holds. */
  Login ANONYMOUS = options -> {};

  /** Tells the client. */
  void applyTo(Options.Builder options);

  static Login password(String user, String password) {
    return options -> options.userInfo(user.toCharArray(), password.toCharArray());
  }

  static Login token(String token) {
    return options -> options.token(token.toCharArray());
  }

  /** Reads a credentials file at once, so that a mistake in it shows before anything is asked. */
  static Login credentials(Path file) {
    String text = read(file, "credentials file");
    Matcher parts = Keys.CREDENTIALS.matcher(text);
    if (!parts.find()) {
      throw CliException.usage(
          "The credentials file " + file + " does not hold a user JWT and a seed");
    }
    return jwt(parts.group(1), parts.group(2), "The credentials file " + file);
  }

  /** Reads a file with the seed of an nkey. */
  static Login nkey(Path file) {
    Matcher seed = Keys.SEED.matcher(read(file, "nkey file"));
    if (!seed.find()) {
      throw CliException.usage("The nkey file " + file + " does not hold a seed");
    }
    return new Keys("", seed.group(), "The nkey file " + file).login();
  }

  /**
   * Takes a user JWT.
   *
   * @param seed the user's seed; null with a bearer JWT
   * @param origin where they come from, to begin a sentence
   */
  static Login jwt(String jwt, @Nullable String seed, String origin) {
    return new Keys(jwt, seed, origin).login();
  }

  private static String read(Path file, String what) {
    try {
      if (Files.size(file) > Keys.MOST_BYTES) {
        throw CliException.usage("The " + what + " " + file + " is too large to be one");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw CliException.usage("There is no " + what + " " + file, e);
    } catch (IOException e) {
      throw CliException.usage("The " + what + " " + file + " cannot be read", e);
    }
  }

  /** Signs what the server asks to be signed. */
  final class Keys implements AuthHandler {

    private static final long MOST_BYTES = 1 << 20;

    private static final Pattern SEED = Pattern.compile("\\bSU[A-Z2-7]{56}\\b");

    private static final Pattern CREDENTIALS =
        Pattern.compile(
            "-BEGIN NATS USER JWT-+\\s+(\\S+)\\s+-+END.*?-BEGIN USER NKEY SEED-+\\s+(\\S+)\\s+-+END",
            Pattern.DOTALL);

    private final String jwt;
    private final @Nullable NKey key;

    private Keys(String jwt, @Nullable String seed, String origin) {
      this.jwt = jwt;
      try {
        this.key = seed == null ? null : NKey.fromSeed(seed.toCharArray());
        sign(new byte[] {0});
      } catch (RuntimeException e) {
        // Without the cause, whose message may quote the seed.
        throw CliException.usage(origin + " holds a seed that is damaged");
      }
    }

    private Login login() {
      return options -> options.authHandler(this);
    }

    @Override
    public byte[] sign(byte[] nonce) {
      try {
        return key == null ? new byte[0] : key.sign(nonce);
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("the nkey cannot sign");
      }
    }

    @Override
    public char[] getID() {
      try {
        return key == null || !jwt.isEmpty() ? new char[0] : key.getPublicKey();
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("the nkey has no public key");
      }
    }

    @Override
    public char[] getJWT() {
      return jwt.toCharArray();
    }
  }
}
