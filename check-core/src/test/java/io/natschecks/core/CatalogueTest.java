// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.HistoryNeed;
import io.natschecks.api.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds every descriptor against the facts of the documented catalogue, and says all faults. */
class CatalogueTest {

  /** Parameters that a decision of the catalogue asks for beside the ones it lists. */
  private static final Map<String, Set<String>> BESIDE_THE_LIST =
      Map.of(
          "ACCOUNTS_001", Set.of("connection_limits"),
          "CONN_003", Set.of("ignored_reasons"),
          "CONSUMER_004", Set.of("literal"),
          "OPT_IDLE_006", Set.of("known_users"),
          "OPT_SYS_009", Set.of("confirmations"),
          "OPT_SYS_013", Set.of("confirmations"),
          "OPT_SYS_018", Set.of("min_deleted_for_ratio"));

  /** Checks that the documentation leaves open. */
  private static final Set<String> OUR_OWN = Set.of("ACCOUNTS_101", "EXPIRY_001", "EXPIRY_002");

  /** Checks that look further back than the catalogue's head line says, and why. */
  private static final Map<String, HistoryNeed> LONGER_PAST =
      Map.of(
          // By its decision: with few requests since the snapshot before, a longer span is judged.
          "JETSTREAM_009", HistoryNeed.WINDOW,
          // By its decision: the automatic mode is inferred from a level that changed.
          "OPT_SYS_017", HistoryNeed.WINDOW);

  /** Checks that say that nothing happened, of which two snapshots are no proof. */
  private static final Set<String> NOTHING_HAPPENED =
      Set.of("OPT_COST_001", "OPT_IDLE_001", "OPT_IDLE_002", "OPT_IDLE_003", "OPT_IDLE_004");

  @Test
  void descriptorsAgreeWithTheCatalogue() throws IOException {
    Map<String, JsonNode> catalogue = catalogue();
    List<String> faults = new ArrayList<>();
    int checks = 0;
    for (Check check : ServiceLoader.load(Check.class)) {
      CheckDescriptor descriptor = check.descriptor();
      JsonNode entry = catalogue.get(descriptor.code());
      if (entry == null) {
        if (!OUR_OWN.contains(descriptor.code())) {
          faults.add(descriptor.code() + " is not in the catalogue");
        }
      } else {
        compare(descriptor, entry, faults);
      }
      checks++;
    }

    assertThat(catalogue).hasSize(142);
    assertThat(checks).isPositive();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyCheckSaysFromWhichReleaseOnItIsComplete() {
    for (Check check : ServiceLoader.load(Check.class)) {
      CheckDescriptor descriptor = check.descriptor();

      assertThat(descriptor.sinceServer()).as(descriptor.code()).matches("2\\.\\d+(\\.\\d+)?");
    }
  }

  @Test
  void relatedChecksAreInTheCatalogue() throws IOException {
    Set<String> codes = new TreeSet<>(catalogue().keySet());
    codes.addAll(OUR_OWN);
    for (Check check : ServiceLoader.load(Check.class)) {
      CheckDescriptor descriptor = check.descriptor();

      assertThat(codes).as(descriptor.code()).containsAll(descriptor.runbook().related().keySet());
    }
  }

  private static void compare(CheckDescriptor check, JsonNode entry, List<String> faults) {
    compare(check, "title", check.title(), entry.get("title").asString(), faults);
    compare(check, "kind", lower(check.kind()), entry.get("kind").asString(), faults);
    compare(check, "category", lower(check.category()), entry.get("category").asString(), faults);
    compare(check, "entity", check.entity().label(), entry.get("entity").asString(), faults);
    Set<String> severities = new TreeSet<>();
    check.severities().forEach(severity -> severities.add(lower(severity)));
    Set<String> wanted = new TreeSet<>();
    entry.get("severities").forEach(severity -> wanted.add(severity.asString()));
    compare(check, "severities", severities, wanted, faults);
    compare(check, "parameters", parameters(check), parameters(entry), faults);
    compare(check, "history", check.history(), history(check.code(), entry), faults);
  }

  private static HistoryNeed history(String code, JsonNode entry) {
    if (NOTHING_HAPPENED.contains(code)) {
      return HistoryNeed.WHOLE_WINDOW;
    }
    String documented = entry.get("history").asString().toUpperCase(Locale.ROOT);
    return LONGER_PAST.getOrDefault(code, HistoryNeed.valueOf(documented));
  }

  private static Map<String, String> parameters(CheckDescriptor check) {
    Map<String, String> parameters = new TreeMap<>();
    for (Parameter<?> parameter : check.parameters()) {
      if (!BESIDE_THE_LIST.getOrDefault(check.code(), Set.of()).contains(parameter.key())) {
        double value = ((Number) parameter.defaultValue()).doubleValue();
        parameters.put(parameter.key(), value + " " + parameter.unit());
      }
    }
    // What the owners of streams and consumers set themselves stands there as parameters too.
    check.metadata().forEach(key -> parameters.put(key.key(), "none " + key.unit()));
    return parameters;
  }

  private static Map<String, String> parameters(JsonNode entry) {
    Map<String, String> parameters = new TreeMap<>();
    for (JsonNode parameter : entry.get("parameters")) {
      JsonNode value = parameter.get("default");
      parameters.put(
          parameter.get("key").asString(),
          (value.isNull() ? "none" : value.asDouble()) + " " + parameter.get("unit").asString());
    }
    return parameters;
  }

  private static void compare(
      CheckDescriptor check, String what, Object actual, Object wanted, List<String> faults) {
    if (!actual.equals(wanted)) {
      faults.add(check.code() + ": " + what + " is " + actual + ", the catalogue says " + wanted);
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, JsonNode> catalogue() throws IOException {
    Map<String, JsonNode> catalogue = new TreeMap<>();
    try (InputStream input = CatalogueTest.class.getResourceAsStream("catalogue.json")) {
      for (JsonNode entry : JsonMapper.shared().readTree(input)) {
        catalogue.put(entry.get("code").asString(), entry);
      }
    }
    return catalogue;
  }
}
