// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.time.Instant;

/** Short ways to readers and replies of a text, in which single quotes stand for double ones. */
final class Texts {

  static final Instant AT = Instant.parse("2026-11-21T04:00:05Z");
  static final ServerRef N1 = new ServerRef("ID1", "n1", "C1");
  static final ServerRef N2 = new ServerRef("ID2", "n2", "C1");

  private Texts() {}

  static Json json(String text) {
    return new Json(text.replace('\'', '"').getBytes(UTF_8), new Interner());
  }

  static Origin origin(String name) {
    return new Origin("ID-" + name, name, "hub", AT);
  }

  static Reply http(Endpoint endpoint, ServerRef server, String text) {
    return reply(endpoint, server, null, false, text);
  }

  static Reply sys(Endpoint endpoint, ServerRef server, String data) {
    return reply(endpoint, server, null, true, envelope(server, "'data':" + data));
  }

  static Reply sys(Endpoint endpoint, ServerRef server, String account, String rest) {
    return reply(endpoint, server, account, true, envelope(server, rest));
  }

  private static String envelope(ServerRef server, String rest) {
    return "{'server':{'name':'"
        + server.name()
        + "','id':'"
        + server.id()
        + "','cluster':'C1','domain':'hub','ver':'2.15.1','jetstream':true},"
        + rest
        + "}";
  }

  private static Reply reply(
      Endpoint endpoint, ServerRef server, String account, boolean enveloped, String text) {
    byte[] body = text.replace('\'', '"').getBytes(UTF_8);
    return new Reply(endpoint, server, account, 0, AT, enveloped, body);
  }
}
