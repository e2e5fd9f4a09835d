// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.client.reply.ServiceInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Decodes the answers of micro services to $SRV.INFO, which tenants can write as they like. */
public final class ServiceInfoDecoder {

  private static final int LONGEST = 256;

  private final Interner interner = new Interner();

  /**
   * Decodes an answer.
   *
   * @param answer the JSON
   * @return what it says; null if it has no name or id, or says nothing that a service would
   */
  public @Nullable ServiceInfo decode(byte[] answer) {
    try (Json json = new Json(answer, interner)) {
      return json.isObject() ? decode(json) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable ServiceInfo decode(Json json) {
    String name = null;
    String id = null;
    String version = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "id" -> id = json.shared();
        case "version" -> version = json.shared();
        default -> json.skip();
      }
    }
    return json.isFaulty() || !isUsable(name) || !isUsable(id) || isLong(version)
        ? null
        : new ServiceInfo(String.valueOf(name), String.valueOf(id), version);
  }

  private static boolean isUsable(@Nullable String text) {
    return text != null && !text.isEmpty() && !isLong(text);
  }

  private static boolean isLong(@Nullable String text) {
    return text != null && text.length() > LONGEST;
  }
}
