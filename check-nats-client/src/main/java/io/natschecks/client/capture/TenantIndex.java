// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ServiceInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The part of the index that holds what accounts of tenants told: services, failed requests. */
final class TenantIndex {

  private TenantIndex() {}

  static void write(JsonGenerator json, AccountServices services) {
    json.writeStartObject();
    json.writeStringProperty("account", services.account());
    json.writeStringProperty("status", services.outcome().status().name());
    json.writeStringProperty("detail", services.outcome().detail());
    json.writeArrayPropertyStart("instances");
    for (ServiceInfo info : services.services()) {
      json.writeStartObject();
      json.writeStringProperty("name", info.name());
      json.writeStringProperty("id", info.id());
      writeIfThere(json, "version", info.version());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static @Nullable AccountServices services(JsonParser parser) {
    List<ServiceInfo> instances = new ArrayList<>();
    Fields fields =
        Fields.of(
            parser,
            (name, value) -> {
              if (name.equals("instances")) {
                Json.array(value, each -> instances.add(instance(Fields.of(each))));
              }
            });
    Status status = CaptureIndexReader.constant(Status.class, fields.texts.get("status"));
    return status == null
        ? null
        : new AccountServices(
            fields.required("account"),
            new Coverage.Entry(status, fields.required("detail")),
            instances);
  }

  private static ServiceInfo instance(Fields fields) {
    return new ServiceInfo(
        fields.required("name"), fields.required("id"), fields.texts.get("version"));
  }

  static void write(JsonGenerator json, ApiErrors errors) {
    json.writeStartObject();
    json.writeStringProperty("since", errors.since().toString());
    json.writeNumberProperty("others", errors.others());
    json.writeNumberProperty("missed", errors.missed());
    json.writeArrayPropertyStart("accounts");
    errors.accounts().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("unheard");
    errors.unheard().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("counts");
    for (ApiErrorCount count : errors.counts()) {
      json.writeStartObject();
      json.writeStringProperty("server", count.serverName());
      json.writeStringProperty("account", count.account());
      json.writeStringProperty("operation", count.operation());
      json.writeNumberProperty("code", count.errorCode());
      writeIfThere(json, "client", count.client());
      json.writeNumberProperty("count", count.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static ApiErrors apiErrors(JsonParser parser) {
    List<String> accounts = new ArrayList<>();
    List<String> unheard = new ArrayList<>();
    List<ApiErrorCount> counts = new ArrayList<>();
    Fields fields =
        Fields.of(
            parser,
            (name, value) -> {
              switch (name) {
                case "accounts" -> texts(value, accounts);
                case "unheard" -> texts(value, unheard);
                case "counts" -> Json.array(value, each -> counts.add(count(Fields.of(each))));
                default -> {}
              }
            });
    return new ApiErrors(
        Instant.parse(fields.required("since")),
        accounts,
        unheard,
        counts,
        fields.number("others"),
        fields.number("missed"));
  }

  private static void texts(JsonParser list, List<String> texts) {
    Json.array(list, each -> CaptureIndexReader.addIfThere(texts, Json.text(each)));
  }

  private static ApiErrorCount count(Fields fields) {
    return new ApiErrorCount(
        fields.required("server"),
        fields.required("account"),
        fields.required("operation"),
        (int) Math.min(Integer.MAX_VALUE, fields.number("code")),
        fields.texts.get("client"),
        fields.number("count"));
  }

  private static void writeIfThere(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  /** The texts and numbers of an object; lists go to whoever wants them. */
  private record Fields(Map<String, String> texts, Map<String, Long> numbers) {

    static Fields of(JsonParser parser) {
      return of(parser, (name, value) -> {});
    }

    static Fields of(JsonParser parser, BiConsumer<String, JsonParser> lists) {
      Fields fields = new Fields(new HashMap<>(), new HashMap<>());
      Json.object(
          parser,
          (name, value) -> {
            CaptureIndexReader.putIfText(fields.texts, name, value);
            fields.numbers.put(name, CaptureIndexReader.number(value));
            lists.accept(name, value);
          });
      return fields;
    }

    String required(String name) {
      return CaptureIndexReader.required(texts, name);
    }

    long number(String name) {
      return Math.max(0, numbers.getOrDefault(name, 0L));
    }
  }
}
