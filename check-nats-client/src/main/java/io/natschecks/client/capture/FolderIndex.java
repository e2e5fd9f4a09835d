// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The {@code index.json} of a folder: servers, accounts, and what each request brought. */
final class FolderIndex {

  /**
   * A server of the deployment.
   *
   * @param running whether it ran when the capture was taken
   */
  record ListedServer(String name, @Nullable String cluster, boolean running) {}

  /**
   * A request and what came of it.
   *
   * @param file where the answer is; null if none came
   * @param status HTTP status; 0 without one
   * @param error why no answer came; null if one did
   */
  record Request(
      String server,
      String request,
      @Nullable String file,
      int status,
      @Nullable String error,
      Instant at) {}

  private final List<ListedServer> servers = new ArrayList<>();
  private final Map<String, String> accountIds = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Request> requests = new ArrayList<>();

  List<ListedServer> servers() {
    return servers;
  }

  List<Request> requests() {
    return requests;
  }

  /** The id of an account that is known by a label in names of files. */
  @Nullable String accountId(@Nullable String label) {
    return label == null ? null : accountIds.getOrDefault(label, label);
  }

  static FolderIndex read(byte[] json) throws IOException {
    FolderIndex index = new FolderIndex();
    try {
      Json.document(
          json,
          (name, value) -> {
            switch (name) {
              case "servers" -> Json.array(value, each -> index.addServer(new Fields(each)));
              case "accounts" -> Json.array(value, each -> index.addAccount(new Fields(each)));
              case "files" -> Json.array(value, each -> index.addRequest(new Fields(each)));
              default -> {}
            }
          });
    } catch (DateTimeException e) {
      throw new IOException("a time in it cannot be read", e);
    }
    return index;
  }

  private void addServer(Fields fields) {
    String name = fields.texts.get("name");
    if (name != null) {
      servers.add(new ListedServer(name, fields.texts.get("cluster"), fields.running));
    }
  }

  private void addAccount(Fields fields) {
    String label = fields.texts.get("label");
    String id = fields.texts.get("id");
    if (label != null && id != null) {
      accountIds.put(label, id);
    }
  }

  private void addRequest(Fields fields) {
    String server = fields.texts.get("server");
    String at = fields.texts.get("at");
    if (server != null && at != null) {
      requests.add(
          new Request(
              server,
              fields.texts.getOrDefault("request", ""),
              fields.texts.get("file"),
              fields.status,
              fields.texts.get("error"),
              Instant.parse(at)));
    }
  }

  private static final class Fields {
    private final Map<String, String> texts = new HashMap<>();
    private boolean running;
    private int status;

    Fields(JsonParser parser) {
      Json.object(
          parser,
          (name, value) -> {
            String text = Json.text(value);
            if (text != null) {
              texts.put(name, text);
            } else if (name.equals("running")) {
              running = value.currentToken() == JsonToken.VALUE_TRUE;
            } else if (name.equals("status")
                && value.currentToken() == JsonToken.VALUE_NUMBER_INT) {
              status = value.getIntValue();
            }
          });
    }
  }
}
