// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what {@link CaptureIndex} writes; names that are not known are of a later release. */
final class CaptureIndexReader {

  private final Map<ServerRef, ServerRef> servers = new HashMap<>();
  private final List<RecordedSnapshot> snapshots = new ArrayList<>();
  private long version;

  List<RecordedSnapshot> read(byte[] json) throws IOException {
    try {
      Json.document(
          json,
          (name, value) -> {
            switch (name) {
              case "version" -> version = number(value);
              case "snapshots" -> Json.array(value, each -> snapshots.add(snapshot(each)));
              default -> {}
            }
          });
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IOException("a value in it cannot be read: " + e.getMessage(), e);
    }
    if (version != CaptureIndex.VERSION) {
      throw new IOException("it has version " + version + ", not " + CaptureIndex.VERSION);
    }
    return snapshots;
  }

  private RecordedSnapshot snapshot(JsonParser parser) {
    Map<String, String> texts = new HashMap<>();
    Set<Section> sections = EnumSet.noneOf(Section.class);
    List<RecordedReply> replies = new ArrayList<>();
    List<RecordedGap> gaps = new ArrayList<>();
    List<SilentServer> silent = new ArrayList<>();
    List<AccountServices> services = new ArrayList<>();
    List<ApiErrors> apiErrors = new ArrayList<>();
    Json.object(
        parser,
        (name, value) -> {
          switch (name) {
            case "sections" -> Json.array(value, each -> addIfKnown(sections, Json.text(each)));
            case "replies" -> Json.array(value, each -> addIfThere(replies, reply(each)));
            case "gaps" -> Json.array(value, each -> addIfThere(gaps, gap(each)));
            case "silent" -> Json.array(value, each -> silent.add(silent(each)));
            case "services" ->
                Json.array(value, each -> addIfThere(services, TenantIndex.services(each)));
            case "api_errors" -> addIfThere(apiErrors, TenantIndex.apiErrors(value));
            default -> putIfText(texts, name, value);
          }
        });
    return new RecordedSnapshot(
        Instant.parse(required(texts, "taken_at")),
        Duration.parse(required(texts, "took")),
        required(texts, "source"),
        sections,
        replies,
        gaps,
        silent,
        services,
        apiErrors.isEmpty() ? null : apiErrors.get(0));
  }

  private @Nullable RecordedReply reply(JsonParser parser) {
    Entry entry = new Entry(parser);
    Endpoint endpoint = constant(Endpoint.class, entry.texts.get("endpoint"));
    if (endpoint == null) {
      return null;
    }
    return new RecordedReply(
        endpoint,
        entry.server(),
        entry.texts.get("account"),
        entry.page,
        Instant.parse(required(entry.texts, "received_at")),
        entry.enveloped,
        required(entry.texts, "path"));
  }

  private @Nullable RecordedGap gap(JsonParser parser) {
    Entry entry = new Entry(parser);
    Section section = constant(Section.class, entry.texts.get("section"));
    Status status = constant(Status.class, entry.texts.get("status"));
    if (section == null || status == null || status == Status.GATHERED) {
      return null;
    }
    return new RecordedGap(entry.server, section, status, required(entry.texts, "detail"));
  }

  private SilentServer silent(JsonParser parser) {
    Map<String, String> texts = new Entry(parser).texts;
    return new SilentServer(
        required(texts, "name"), texts.get("id"), texts.get("cluster"), required(texts, "reason"));
  }

  /** The fields of an element of one of the lists, whichever it has. */
  private final class Entry {
    private final Map<String, String> texts = new HashMap<>();
    private @Nullable ServerRef server;
    private int page;
    private boolean enveloped;

    Entry(JsonParser parser) {
      Json.object(
          parser,
          (name, value) -> {
            switch (name) {
              case "server" -> server = serverRef(value);
              case "page" -> page = (int) Math.max(0, Math.min(Integer.MAX_VALUE, number(value)));
              case "enveloped" -> enveloped = value.currentToken() == JsonToken.VALUE_TRUE;
              default -> putIfText(texts, name, value);
            }
          });
    }

    ServerRef server() {
      if (server == null) {
        throw new IllegalArgumentException("no server");
      }
      return server;
    }
  }

  private ServerRef serverRef(JsonParser parser) {
    Map<String, String> texts = new HashMap<>();
    Json.object(parser, (name, value) -> putIfText(texts, name, value));
    ServerRef server =
        new ServerRef(required(texts, "id"), required(texts, "name"), texts.get("cluster"));
    ServerRef known = servers.putIfAbsent(server, server);
    return known == null ? server : known;
  }

  static void putIfText(Map<String, String> texts, String name, JsonParser value) {
    String text = Json.text(value);
    if (text != null) {
      texts.put(name, text);
    }
  }

  static String required(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  static long number(JsonParser value) {
    return value.currentToken() == JsonToken.VALUE_NUMBER_INT ? value.getLongValue() : -1;
  }

  private static void addIfKnown(Set<Section> sections, @Nullable String name) {
    Section section = constant(Section.class, name);
    if (section != null) {
      sections.add(section);
    }
  }

  static <T> void addIfThere(List<T> list, @Nullable T element) {
    if (element != null) {
      list.add(element);
    }
  }

  static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return null;
  }
}
