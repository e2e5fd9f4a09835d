// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.reply.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a server says instead of an answer.
 *
 * @param code code as of HTTP; 0 if there is none
 * @param description the server's text
 */
record ServerError(int code, String description) {

  private static final int LONGEST = 120;
  private static final int LONGEST_PLAIN = 1024;

  /** Decodes the error of an envelope. */
  static ServerError decode(Json json) {
    int code = 0;
    String description = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "code" -> code = json.size();
        case "description" -> description = json.text();
        default -> json.skip();
      }
    }
    return new ServerError(code, description == null ? "" : description);
  }

  /** Says whether the server has just nothing of what was asked for. */
  boolean meansNothingThere(Endpoint endpoint) {
    String text = description.toLowerCase(Locale.ROOT);
    boolean unknownAccount =
        text.startsWith("account ") && (text.contains("not exist") || text.contains("not found"));
    return switch (endpoint) {
      case ACCOUNT_INFO -> unknownAccount;
      case JSZ_DETAIL -> unknownAccount || meansNoJetStream(text);
      case RAFTZ -> unknownAccount || meansNoJetStream(text) || text.contains("no raft nodes");
      default -> false;
    };
  }

  private static boolean meansNoJetStream(String text) {
    return (text.contains("jetstream") && text.contains("not enabled"))
        || text.contains("not jetstream enabled");
  }

  Status status() {
    String text = description.toLowerCase(Locale.ROOT);
    if (code == 404 || code == 503 || text.contains("page not found")) {
      return Status.NOT_IN_RELEASE;
    }
    return Status.REFUSED;
  }

  String detail() {
    String text =
        description.length() <= LONGEST ? description : description.substring(0, LONGEST) + "…";
    return (code == 0 ? "error: " : "error " + code + ": ") + text;
  }

  /**
   * Takes a body that is no JSON for an error, as servers write it over HTTP. What looks like a
   * piece of JSON is not taken, for the text is shown and might hold a secret.
   */
  static @Nullable ServerError ofPlainText(byte[] body) {
    if (body.length == 0 || body.length > LONGEST_PLAIN) {
      return null;
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == '{' || c == '}' || c < ' ');
    return plain ? new ServerError(0, text) : null;
  }
}
