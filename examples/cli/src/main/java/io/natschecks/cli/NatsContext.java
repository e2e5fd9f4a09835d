// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A context that the nats command keeps: where to connect, and as whom. */
final class NatsContext {

  /** They decide who you are or where you get to; leaving them out would audit something else. */
  private static final List<String> UNSUPPORTED =
      List.of("nsc", "socks_proxy", "windows_cert_store");

  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String name;
  private final JsonNode json;
  private final Map<String, String> environment;

  private NatsContext(String name, JsonNode json, Map<String, String> environment) {
    this.name = name;
    this.json = json;
    this.environment = environment;
  }

  /** Reads a context from where the nats command keeps it. */
  static NatsSettings load(String name, Map<String, String> environment) {
    if (name.isEmpty() || name.contains("..") || name.contains("/") || name.contains("\\")) {
      throw CliException.usage("'" + name + "' cannot be the name of a context");
    }
    Path file = folder(environment).resolve(name + ".json");
    return new NatsContext(name, read(name, file), environment).settings();
  }

  private static Path folder(Map<String, String> environment) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path parent = configured.isEmpty() ? home(environment).resolve(".config") : Path.of(configured);
    return parent.resolve("nats").resolve("context");
  }

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  private static JsonNode read(String name, Path file) {
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
      if (!json.isObject()) {
        throw CliException.usage("The context " + name + " in " + file + " is no JSON object");
      }
      return json;
    } catch (NoSuchFileException e) {
      throw CliException.usage("There is no context " + name + ": looked for " + file, e);
    } catch (IOException e) {
      throw CliException.usage("The context " + name + " in " + file + " cannot be read", e);
    } catch (JacksonException e) {
      // Without the cause, whose message may quote a password.
      throw CliException.usage("The context " + name + " in " + file + " is no JSON");
    }
  }

  private NatsSettings settings() {
    for (String key : UNSUPPORTED) {
      if (text(key) != null) {
        throw CliException.usage(
            "The context " + name + " sets " + key + ", which natschecks does not support");
      }
    }
    String url = text("url");
    return new NatsSettings(
        url == null ? "nats://127.0.0.1:4222" : url,
        login(),
        new NatsSettings.Tls(path("ca"), path("cert"), path("key")),
        json.path("tls_first").asBoolean(false),
        text("inbox_prefix"));
  }

  /** In the order in which the nats command looks at them. */
  private Login login() {
    String user = text("user");
    if (user != null) {
      String password = text("password");
      return Login.password(user, password == null ? "" : password);
    }
    Path credentials = path("creds");
    if (credentials != null) {
      return Login.credentials(credentials);
    }
    Path nkey = path("nkey");
    if (nkey != null) {
      return Login.nkey(nkey);
    }
    String jwt = text("user_jwt");
    if (jwt != null) {
      return Login.jwt(jwt, text("user_seed"), "The context " + name);
    }
    String token = text("token");
    return token == null ? Login.ANONYMOUS : Login.token(token);
  }

  private @Nullable String text(String key) {
    String text = json.path(key).asString("");
    return text.isEmpty() ? null : text;
  }

  private @Nullable Path path(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.contains("://")) {
      throw CliException.usage(
          "The context "
              + name
              + " keeps "
              + key
              + " somewhere else than in a file, which natschecks does not support");
    }
    String expanded = expand(text);
    return expanded.startsWith("~")
        ? home(environment).resolve(expanded.substring(1).replaceFirst("^/+", ""))
        : Path.of(expanded);
  }

  private String expand(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              String variable = match.group(1) == null ? match.group(2) : match.group(1);
              return Matcher.quoteReplacement(environment.getOrDefault(variable, ""));
            });
  }
}
