// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes HEALTHZ. */
final class HealthzDecoder {

  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<HealthError> ORDER =
      Comparator.comparing(HealthError::type)
          .thenComparing(HealthError::account, TEXT)
          .thenComparing(HealthError::stream, TEXT)
          .thenComparing(HealthError::consumer, TEXT)
          .thenComparing(HealthError::text);

  private HealthzDecoder() {}

  static @Nullable Health decode(Json json, Drops drops) {
    String status = null;
    Integer statusCode = null;
    String error = null;
    List<HealthError> errors = new ArrayList<>();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "status" -> status = json.shared();
        case "status_code" -> statusCode = json.size();
        case "error" -> error = json.text();
        case "errors" -> errors = json.list(drops, () -> error(json));
        default -> json.skip();
      }
    }
    json.require(status != null, "status");
    errors.sort(ORDER);
    return status == null || json.isFaulty()
        ? null
        : new Health(status, statusCode, error, errors, !errors.isEmpty());
  }

  private static HealthError error(Json json) {
    HealthError.Type type = HealthError.Type.OTHER;
    String text = null;
    String account = null;
    String stream = null;
    String consumer = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "type" -> type = type(json.shared());
        case "error" -> text = json.text();
        case "account" -> account = json.shared();
        case "stream" -> stream = json.shared();
        case "consumer" -> consumer = json.shared();
        default -> json.skip();
      }
    }
    return new HealthError(type, text == null ? "" : text, account, stream, consumer);
  }

  private static HealthError.Type type(@Nullable String text) {
    for (HealthError.Type type : HealthError.Type.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    return HealthError.Type.OTHER;
  }
}
