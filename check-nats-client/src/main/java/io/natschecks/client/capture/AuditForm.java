// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Brings an answer into the form in which the checks of {@code nats audit} read it: answers of
 * servers with an envelope, accounts and streams without. One that is an error or broken has no
 * such form: it would end those checks.
 */
final class AuditForm {

  /** Takes a file for those checks. */
  @FunctionalInterface
  interface Target {
    void add(AuditPlace place, byte[] body) throws IOException;
  }

  private final Reply reply;
  private final @Nullable String type;

  private AuditForm(Reply reply) {
    this.reply = reply;
    this.type = ArtifactType.of(reply.endpoint());
  }

  /** Hands on what there is for those checks in an answer: nothing, one file, or many. */
  static void of(Reply reply, Target target) throws IOException {
    new AuditForm(reply).write(target);
  }

  private void write(Target target) throws IOException {
    switch (reply.endpoint()) {
      case ACCOUNT_INFO -> writeAccount(target);
      case JSZ_DETAIL -> new AuditStreams(reply).write(target);
      case RAFTZ -> {
        if (reply.account() != null && type != null) {
          writeEnveloped(AuditPlace.ofAccount(reply.server(), reply.account(), type), target);
        }
      }
      default -> {
        if (type != null) {
          writeEnveloped(AuditPlace.ofServer(reply.server(), type), target);
        }
      }
    }
  }

  private void writeEnveloped(AuditPlace place, Target target) throws IOException {
    if (!reply.enveloped()) {
      if (part(reply.body(), null) != null) {
        target.add(place, envelope());
      }
    } else if (part(reply.body(), "data") != null) {
      target.add(place, reply.body());
    }
  }

  private void writeAccount(Target target) throws IOException {
    byte[] detail = part(reply.body(), reply.enveloped() ? "data" : "account_detail");
    if (reply.account() != null && type != null && detail != null) {
      target.add(AuditPlace.ofAccount(reply.server(), reply.account(), type), detail);
    }
  }

  private byte[] envelope() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(reply.body().length + 256);
    ServerRef server = reply.server();
    out.writeBytes("{\"server\":".getBytes(StandardCharsets.UTF_8));
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("name", server.name());
      json.writeStringProperty("id", server.id());
      if (server.cluster() != null) {
        json.writeStringProperty("cluster", server.cluster());
      }
      json.writeStringProperty("time", reply.receivedAt().toString());
      json.writeEndObject();
    }
    out.writeBytes(",\"data\":".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(reply.body());
    out.write('}');
    return out.toByteArray();
  }

  /** The bytes of an object in a sound document, of all if no field is named; null without one. */
  private static byte @Nullable [] part(byte[] body, @Nullable String field) {
    int[] range = {0, field == null ? body.length : 0};
    try {
      Json.document(
          body,
          (name, value) -> {
            if (name.equals(field) && value.currentToken() == JsonToken.START_OBJECT) {
              range[0] = start(value);
              value.skipChildren();
              range[1] = end(value);
            }
          });
    } catch (IOException e) {
      return null;
    }
    return range[1] == 0 ? null : Arrays.copyOfRange(body, range[0], range[1]);
  }

  static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  static int end(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }
}
