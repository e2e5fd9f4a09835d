// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Decodes the advisories of JetStream API requests. They hold request and response as texts, of
 * which nothing is kept but the kind of the request and the number of the error.
 */
public final class ApiAdvisoryDecoder {

  /** How the response, a text within the advisory, begins to tell of an error. */
  private static final byte[] ERROR = "\\\"error\\\":{".getBytes(StandardCharsets.US_ASCII);

  private static final String TYPE = "io.nats.jetstream.advisory.v1.api_audit";
  private static final Pattern RESPONSE =
      Pattern.compile("io\\.nats\\.jetstream\\.api\\.v1\\.([a-z_]{1,40})_response");
  private static final int LONGEST = 128;

  private final Interner interner = new Interner();

  /**
   * Decodes an advisory. Of most requests, which succeed, it only passes over the bytes.
   *
   * @param advisory the JSON
   * @return what failed; null if nothing did, or it cannot be read
   */
  public @Nullable ApiFailure decode(byte[] advisory) {
    if (!tellsOfError(advisory)) {
      return null;
    }
    try (Json json = new Json(advisory, interner)) {
      return json.isObject() ? decode(json) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private @Nullable ApiFailure decode(Json json) {
    String type = null;
    String server = null;
    String client = null;
    String response = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "type" -> type = json.shared();
        case "server" -> server = json.shared();
        case "client" -> client = clientName(json);
        case "response" -> response = json.text();
        default -> json.skip();
      }
    }
    return json.isFaulty() || !TYPE.equals(type) || server == null || response == null
        ? null
        : failure(server, client, response);
  }

  private static @Nullable String clientName(Json json) {
    String name = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("name")) {
        name = json.shared();
      } else {
        json.skip();
      }
    }
    return name;
  }

  private @Nullable ApiFailure failure(String server, @Nullable String client, String response) {
    String type = null;
    int code = 0;
    try (Json json = new Json(response.getBytes(StandardCharsets.UTF_8), interner)) {
      for (String field = json.enter(); field != null; field = json.next()) {
        switch (field) {
          case "type" -> type = json.shared();
          case "error" -> code = errorCode(json);
          default -> json.skip();
        }
      }
      if (json.isFaulty()) {
        return null;
      }
    }
    Matcher operation = RESPONSE.matcher(String.valueOf(type));
    return code == 0 || !operation.matches()
        ? null
        : new ApiFailure(
            cut(server),
            operation.group(1).toUpperCase(Locale.ROOT).replace('_', '.'),
            code,
            client == null ? null : cut(client));
  }

  /** Reads JetStream's number of the error, or where that is missing the one as of HTTP. */
  private static int errorCode(Json json) {
    int code = 0;
    int errorCode = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "code" -> code = json.size();
        case "err_code" -> errorCode = json.size();
        default -> json.skip();
      }
    }
    return errorCode == 0 ? code : errorCode;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static boolean tellsOfError(byte[] advisory) {
    int last = advisory.length - ERROR.length;
    for (int at = 0; at <= last; at++) {
      if (advisory[at] == ERROR[0] && isErrorAt(advisory, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isErrorAt(byte[] advisory, int at) {
    for (int i = 1; i < ERROR.length; i++) {
      if (advisory[at + i] != ERROR[i]) {
        return false;
      }
    }
    return true;
  }
}
