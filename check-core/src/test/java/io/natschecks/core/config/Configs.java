// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.core.FakeCheck;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any configurations of two checks. */
final class Configs {

  static final List<CheckDescriptor> CHECKS =
      List.of(
          FakeCheck.describe("ACME_001")
              .parameters(
                  Parameter.number("limit", "percent").describedAs("When").defaultValue(90.0),
                  Parameter.countsByName("by_name", "things")
                      .describedAs("Whose")
                      .defaultValue(Map.of()),
                  Parameter.texts("ignored").describedAs("What").defaultValue(List.of()))
              .build(),
          FakeCheck.describe("OPT_TEST_002").build());

  private Configs() {}

  static Arbitrary<AuditConfig> any() {
    Arbitrary<List<String>> selectors =
        Arbitraries.of("ACME", "ACME_001", "OPT_TEST", "kind:operational").list().ofMaxSize(2);
    return Combinators.combine(
            selectors,
            selectors,
            Arbitraries.longs().between(1, 3_600_000),
            Arbitraries.integers().between(1, 1_000_000),
            settings(),
            suppressions(),
            Arbitraries.of(true, false))
        .as(
            (only, skip, millis, most, settings, suppressions, metadata) -> {
              AuditConfig.Builder config =
                  AuditConfig.builder()
                      .only(only.toArray(String[]::new))
                      .skip(skip.toArray(String[]::new))
                      .timeBudget(Duration.ofMillis(millis))
                      .window(Duration.ofMillis(millis * 1_000))
                      .maxFindings(most)
                      .check("ACME_001", settings)
                      .metadataSuppressions(metadata);
              suppressions.forEach(config::suppress);
              return config.build();
            });
  }

  private static Arbitrary<CheckSettings> settings() {
    return Combinators.combine(
            Arbitraries.of(true, false).injectNull(0.5),
            Arbitraries.of(Severity.class).injectNull(0.5),
            parameters(),
            overrides())
        .as(CheckSettings::new);
  }

  private static Arbitrary<List<CheckOverride>> overrides() {
    return Combinators.combine(
            matches(), Arbitraries.of(Severity.class).injectNull(0.5), parameters())
        .as(CheckOverride::new)
        .list()
        .uniqueElements(CheckOverride::match)
        .ofMaxSize(3);
  }

  private static Arbitrary<List<Suppression>> suppressions() {
    Arbitrary<LocalDate> dates =
        Arbitraries.integers().between(0, 5_000).map(LocalDate.EPOCH::plusDays);
    return Combinators.combine(
            Arbitraries.of("ACME", "ACME_001", "OPT_TEST"),
            Arbitraries.oneOf(matches(), Arbitraries.just(EntityPattern.ANY)),
            Arbitraries.strings().ofMinLength(1).filter(text -> !text.isBlank()),
            dates)
        .as(Suppression::new)
        .list()
        .uniqueElements(Suppression::rule)
        .ofMaxSize(3);
  }

  private static Arbitrary<EntityPattern> matches() {
    Arbitrary<String> names =
        Arbitraries.strings().withChars("a.,=\"* \u202e").ofMinLength(1).ofMaxLength(5);
    return Combinators.combine(names, names.injectNull(0.5))
        .as(
            (account, stream) -> {
              EntityPattern pattern = EntityPattern.ANY.account(account);
              return stream == null ? pattern : pattern.stream(stream);
            });
  }

  private static Arbitrary<Map<String, Object>> parameters() {
    Arbitrary<Object> limits =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-1e6, 1e6).map(each -> (Object) each),
            Arbitraries.integers().map(each -> (Object) each),
            Arbitraries.of("80", "1.5"));
    Arbitrary<Object> counts =
        Arbitraries.maps(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(4),
                Arbitraries.longs().greaterOrEqual(0))
            .ofMaxSize(3)
            .map(each -> (Object) each);
    Arbitrary<Object> texts =
        Arbitraries.strings().alpha().ofMinLength(1).list().ofMaxSize(3).map(each -> (Object) each);
    return Combinators.combine(limits, counts, texts, Arbitraries.integers().between(0, 7))
        .as(
            (limit, byName, ignored, chosen) -> {
              Map<String, Object> values = new java.util.LinkedHashMap<>();
              if ((chosen & 1) != 0) {
                values.put("limit", limit);
              }
              if ((chosen & 2) != 0) {
                values.put("by_name", byName);
              }
              if ((chosen & 4) != 0) {
                values.put("ignored", ignored);
              }
              return values;
            });
  }
}
