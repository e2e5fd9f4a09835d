// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Parameter;
import io.natschecks.core.registry.CheckRegistry;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Lists the checks. */
@Command(
    name = "checks",
    mixinStandardHelpOptions = true,
    description = "Lists all checks with their severity, category and parameters.")
final class ChecksCommand implements Callable<Integer> {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  @Mixin private final PluginOptions plugins = new PluginOptions();

  private final Terminal terminal;

  ChecksCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    format.requireOneOf("checks", Format.TEXT, Format.JSON);
    CheckRegistry registry = plugins.registry();
    Errors.warn(terminal, registry.problems());
    List<CheckDescriptor> checks = registry.descriptors();
    if (format == Format.JSON) {
      writeJson(checks, terminal.out());
    } else {
      writeText(checks, terminal.out());
    }
    terminal.out().flush();
    return registry.problems().isEmpty() ? ExitStatus.OK : ExitStatus.INCOMPLETE;
  }

  private static void writeText(List<CheckDescriptor> checks, PrintWriter out) {
    for (CheckDescriptor check : checks) {
      out.printf(
          Locale.ROOT,
          "%-18s %-9s %-12s %s%n",
          check.code(),
          lower(check.severity()),
          lower(check.category()),
          check.title());
      for (Parameter<?> parameter : check.parameters()) {
        out.printf(
            Locale.ROOT,
            "%-18s %s = %s %s: %s%n",
            "",
            parameter.key(),
            shown(parameter),
            parameter.unit(),
            parameter.description());
      }
    }
  }

  private static String shown(Parameter<?> parameter) {
    Object value = parameter.defaultValue();
    return value.equals(Map.of()) || value.equals(List.of()) ? "none" : String.valueOf(value);
  }

  private static void writeJson(List<CheckDescriptor> checks, PrintWriter out) {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartArray();
      for (CheckDescriptor check : checks) {
        json.writeStartObject();
        json.writeStringProperty("code", check.code());
        json.writeStringProperty("title", check.title());
        json.writeStringProperty("kind", lower(check.kind()));
        json.writeStringProperty("severity", lower(check.severity()));
        json.writeStringProperty("category", lower(check.category()));
        json.writeStringProperty("entity", check.entity().label());
        json.writeArrayPropertyStart("parameters");
        check.parameters().forEach(parameter -> writeJson(parameter, json));
        json.writeEndArray();
        json.writeStringProperty("remediation", check.remediation());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.println();
  }

  private static void writeJson(Parameter<?> parameter, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("key", parameter.key());
    json.writeStringProperty("unit", parameter.unit());
    json.writeStringProperty("allowed", parameter.allowed());
    json.writeName("default");
    if (parameter.defaultValue() instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (key, value) ->
              json.writeNumberProperty(String.valueOf(key), ((Number) value).longValue()));
      json.writeEndObject();
    } else if (parameter.defaultValue() instanceof List<?> texts) {
      json.writeStartArray();
      texts.forEach(text -> json.writeString(String.valueOf(text)));
      json.writeEndArray();
    } else if (parameter.defaultValue() instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (parameter.defaultValue() instanceof Long count) {
      json.writeNumber(count);
    } else {
      json.writeNumber(((Number) parameter.defaultValue()).doubleValue());
    }
    json.writeStringProperty("description", parameter.description());
    json.writeEndObject();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
