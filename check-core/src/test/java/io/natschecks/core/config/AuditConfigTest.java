// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natschecks.api.Category;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.core.FakeCheck;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditConfigTest {

  private static final Parameter<Double> WARN =
      Parameter.number("warn_percent", "percent")
          .describedAs("When to warn")
          .between(0, 100)
          .defaultValue(90.0);
  private static final Parameter<Map<String, Long>> LIMITS =
      Parameter.countsByName("connection_limits", "connections")
          .describedAs("Limits by account")
          .defaultValue(Map.of());
  private static final Parameter<List<String>> IGNORED =
      Parameter.texts("ignored").describedAs("What to pass over").defaultValue(List.of());
  private static final CheckDescriptor ACCOUNTS =
      FakeCheck.describe("ACCOUNTS_001")
          .category(Category.SATURATION)
          .parameters(WARN, LIMITS)
          .build();
  private static final CheckDescriptor CHANGE =
      FakeCheck.describe("CHANGE_001").category(Category.HEALTH).parameters(IGNORED).build();
  private static final CheckDescriptor RENAMED =
      FakeCheck.describe("SERVER_001")
          .category(Category.CHANGE)
          .severity(Severity.CRITICAL)
          .build();
  private static final CheckDescriptor IDLE =
      FakeCheck.describe("OPT_IDLE_001")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .build();
  private static final List<CheckDescriptor> ALL = List.of(ACCOUNTS, CHANGE, IDLE, RENAMED);

  @Test
  void readsEverythingThatCanBeSet() {
    AuditConfig config =
        AuditConfig.fromJson(
            """
            {"only": ["ACCOUNTS", "category:change"], "skip": ["OPT_IDLE"],
             "timeBudget": "250ms", "maxFindings": 20, "window": "2d",
             "checks": {"ACCOUNTS_001": {"enabled": true, "severity": "critical",
               "parameters": {"warn_percent": 80, "connection_limits": {"ACME": 40}},
               "for": [{"match": {"account": "TEST_*"}, "severity": "info",
                 "parameters": {"warn_percent": 99}}]}},
             "suppressions": [{"code": "CHANGE", "match": {"stream": "A,B"}, "reason": "moves",
               "until": "2027-01-31"}],
             "metadataSuppressions": false}
            """);
    config.validate(ALL);

    assertThat(config.only()).containsExactly("ACCOUNTS", "category:change");
    assertThat(config.skip()).containsExactly("OPT_IDLE");
    assertThat(config.timeBudget()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.maxFindings()).isEqualTo(20);
    assertThat(config.window()).isEqualTo(Duration.ofDays(2));
    assertThat(config.settings("ACCOUNTS_001").enabled()).isTrue();
    assertThat(config.settings("ACCOUNTS_001").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(config.parameters(ACCOUNTS))
        .containsExactly(Map.entry(WARN, 80.0), Map.entry(LIMITS, Map.of("ACME", 40L)));
    CheckOverride override = config.settings("ACCOUNTS_001").overrides().get(0);
    CheckSettings forTests = config.settings("ACCOUNTS_001").under(override);
    assertThat(override.match()).hasToString("account=TEST_*");
    assertThat(forTests.severity()).isEqualTo(Severity.INFO);
    assertThat(config.parameters(ACCOUNTS, forTests))
        .containsExactly(Map.entry(WARN, 99.0), Map.entry(LIMITS, Map.of("ACME", 40L)));
    assertThat(config.suppressions())
        .containsExactly(
            new Suppression(
                "CHANGE",
                EntityPattern.parse("stream=A\\,B"),
                "moves",
                LocalDate.parse("2027-01-31")));
    assertThat(config.metadataSuppressions()).isFalse();
  }

  @Test
  void readsAListOfTextsAndATextThatHoldsOne() {
    for (String value : List.of("[\"a b\", \"c\"]", "\"a b, c\"")) {
      AuditConfig config =
          AuditConfig.fromJson(
              "{\"checks\": {\"CHANGE_001\": {\"parameters\": {\"ignored\": " + value + "}}}}");
      config.validate(ALL);

      assertThat(config.parameters(CHANGE))
          .containsExactly(Map.entry(IGNORED, List.of("a b", "c")));
    }
  }

  @Test
  void anEmptyObjectSetsNothing() {
    AuditConfig config = AuditConfig.fromJson("{}");

    assertThat(config.timeBudget()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.maxFindings()).isEqualTo(1_000);
    assertThat(config.window()).isEqualTo(Duration.ofHours(24));
    assertThat(ALL).allMatch(config::enables);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, ACCOUNTS_001 CHANGE_001 OPT_IDLE_001 SERVER_001",
        "ACCOUNTS_001, -, ACCOUNTS_001",
        "OPT_IDLE, -, OPT_IDLE_001",
        "CHANGE, -, CHANGE_001",
        "category:change, -, SERVER_001",
        "kind:operational, -, ACCOUNTS_001 CHANGE_001 SERVER_001",
        "kind:operational, severity:critical, ACCOUNTS_001 CHANGE_001",
        "-, OPT_IDLE, ACCOUNTS_001 CHANGE_001 SERVER_001",
        "ACCOUNTS, ACCOUNTS, ''",
      })
  void selectsChecks(String only, String skip, String enabled) {
    AuditConfig.Builder builder = AuditConfig.builder();
    if (only != null) {
      builder.only(only);
    }
    if (skip != null) {
      builder.skip(skip);
    }
    AuditConfig config = builder.build();
    config.validate(ALL);

    assertThat(ALL.stream().filter(config::enables).map(CheckDescriptor::code))
        .isEqualTo(enabled.isEmpty() ? List.of() : List.of(enabled.split(" ")));
  }

  @Test
  void whatIsSetForACheckWinsOverTheLists() {
    AuditConfig config =
        AuditConfig.builder()
            .only("ACCOUNTS")
            .skip("OPT_IDLE")
            .enable("OPT_IDLE_001")
            .disable("ACCOUNTS_001")
            .build();

    assertThat(ALL.stream().filter(config::enables)).containsExactly(IDLE);
  }

  @Test
  void aCopyHoldsEverything() {
    AuditConfig config =
        AuditConfig.builder()
            .only("ACCOUNTS")
            .skip("CHANGE")
            .timeBudget(Duration.ofSeconds(1))
            .maxFindings(5)
            .window(Duration.ofHours(2))
            .severity("ACCOUNTS_001", Severity.INFO)
            .override(
                "ACCOUNTS_001", new CheckOverride(EntityPattern.ANY.account("A"), null, Map.of()))
            .suppress(
                new Suppression(
                    "CHANGE", EntityPattern.ANY, "for the test", LocalDate.parse("2027-01-31")))
            .metadataSuppressions(false)
            .build();

    assertThat(config).isNotEqualTo(AuditConfig.DEFAULT);
    assertThat(config.toBuilder().build()).isEqualTo(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"checks":{"ACCOUNTS_01":{}}} | checks.ACCOUNTS_01: there is no such check; did you mean ACCOUNTS_001?
          {"checks":{"XYZ_9":{}}} | checks.XYZ_9: there is no such check
          {"checks":{"ACCOUNTS_001":{"parameters":{"warn_procent":1}}}} | checks.ACCOUNTS_001.parameters.warn_procent: there is no such parameter; this check has warn_percent, connection_limits; did you mean warn_percent?
          {"checks":{"CHANGE_001":{"parameters":{"warn":1}}}} | checks.CHANGE_001.parameters.warn: there is no such parameter; this check has ignored
          {"checks":{"ACCOUNTS_001":{"parameters":{"warn_percent":180}}}} | checks.ACCOUNTS_001.parameters.warn_percent: 180 is not allowed; a number from 0 to 100
          {"checks":{"ACCOUNTS_001":{"parameters":{"warn_percent":"much"}}}} | checks.ACCOUNTS_001.parameters.warn_percent: much is not allowed; a number from 0 to 100
          {"checks":{"ACCOUNTS_001":{"parameters":{"warn_percent":null}}}} | checks.ACCOUNTS_001.parameters.warn_percent: null is not allowed; a number, true or false, a text, a list or an object
          {"checks":{"ACCOUNTS_001":{"parameters":{"connection_limits":{"ACME":-1}}}}} | checks.ACCOUNTS_001.parameters.connection_limits: {ACME=-1} is not allowed; names with whole numbers from 0, such as {"ACME": 100}
          {"checks":{"OPT_IDLE_001":{"parameters":{"warn":1}}}} | checks.OPT_IDLE_001.parameters.warn: there is no such parameter; this check has none
          {"checks":{"CHANGE_001":{"parameters":{"ignored":[1]}}}} | checks.CHANGE_001.parameters.ignored: [1] is not allowed; texts such as ["Client Closed"]
          {"checks":{"ACCOUNTS_001":{"severity":"kritical"}}} | checks.ACCOUNTS_001.severity: kritical is not allowed; info, warning or critical; did you mean critical?
          {"checks":{"ACCOUNTS_001":{"severity":3}}} | checks.ACCOUNTS_001.severity: 3 is not allowed; info, warning or critical
          {"checks":{"ACCOUNTS_001":{"enabled":"yes"}}} | checks.ACCOUNTS_001.enabled: yes is not allowed; true or false
          {"checks":{"ACCOUNTS_001":{"enable":true}}} | checks.ACCOUNTS_001.enable: there is no such key; known are enabled, severity, parameters, for; did you mean enabled?
          {"checks":{"ACCOUNTS_001":true}} | checks.ACCOUNTS_001: true is not allowed; a JSON object
          {"checks":[]} | checks: ARRAY is not allowed; a JSON object
          {"timBudget":"1s"} | timBudget: there is no such key; known are only, skip, timeBudget, maxFindings, window, checks, suppressions, metadataSuppressions; did you mean timeBudget?
          {"timeBudget":"1 second"} | timeBudget: 1 second is not allowed; a number with ms, s, m, h or d, such as "10s"
          {"timeBudget":"0ms"} | timeBudget: 0ns is not allowed; a duration from 1ms to 1h0m
          {"window":"999999999d"} | window: 999999999d0h is not allowed; a duration from 1s to 366d0h
          {"maxFindings":0} | maxFindings: 0 is not allowed; a whole number from 1 to 1,000,000
          {"maxFindings":1e99} | maxFindings: 1.0E99 is not allowed; a whole number from 1 to 1,000,000
          {"only":"SERVER"} | only: SERVER is not allowed; a list of texts such as ["SERVER_001", "OPT_IDLE"]
          {"only":["SERVR"]} | only: SERVR selects nothing; allowed are codes, families, and kind:, category: or severity: with a value; did you mean SERVER?
          {"skip":["severity:criticl"]} | skip: severity:criticl selects nothing; allowed are codes, families, and kind:, category: or severity: with a value; did you mean severity:critical?
          [] | the configuration: ARRAY is not allowed; a JSON object
          {"checks":{"ACCOUNTS_001":{"for":{}}}} | checks.ACCOUNTS_001.for: OBJECT is not allowed; a list
          {"checks":{"ACCOUNTS_001":{"for":[{}]}}} | checks.ACCOUNTS_001.for[0].match: is missing; say which entities it is for
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{}}]}}} | checks.ACCOUNTS_001.for[0].match: is empty; give at least one of server, cluster, account, stream, consumer
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"acount":"A"}}]}}} | checks.ACCOUNTS_001.for[0].match.acount: there is no such key; known are server, cluster, account, stream, consumer; did you mean account?
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":5}}]}}} | checks.ACCOUNTS_001.for[0].match.account: 5 is not allowed; a name or a pattern such as ORDERS_*
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":""}}]}}} | checks.ACCOUNTS_001.for[0].match.account: "" is not allowed; a name or a pattern such as ORDERS_*
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":"A>"}}]}}} | checks.ACCOUNTS_001.for[0].match.account: "A>" is not allowed; > is the whole last token, or \\> the character
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":"A"}},{"match":{"account":"B"},"parameters":{"warn_percent":180}}]}}} | checks.ACCOUNTS_001.for[1].parameters.warn_percent: 180 is not allowed; a number from 0 to 100
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":"A"},"parameters":{"warn":1}}]}}} | checks.ACCOUNTS_001.for[0].parameters.warn: there is no such parameter; this check has warn_percent, connection_limits
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":"A"}},{"match":{"account":"A"}}]}}} | checks.ACCOUNTS_001.for[1].match: account=A stands in for[0] already
          {"checks":{"ACCOUNTS_001":{"for":[{"match":{"account":"A"},"enabled":false}]}}} | checks.ACCOUNTS_001.for[0].enabled: there is no such key; known are match, severity, parameters
          {"suppressions":[{"code":"ACCOUNTS_001","reason":"r"}]} | suppressions[0].until: is missing; give the last day on which it holds
          {"suppressions":[{"code":"ACCOUNTS_001","until":"2027-01-31"}]} | suppressions[0].reason: is missing; say why the findings are accepted
          {"suppressions":[{"code":"ACCOUNTS_001","reason":" ","until":"2027-01-31"}]} | suppressions[0].reason: " " is not allowed; a text
          {"suppressions":[{"reason":"r","until":"2027-01-31"}]} | suppressions[0].code: is missing; name a check or a family
          {"suppressions":[{"code":"ACCOUNTS_001","reason":"r","until":"2027-02-31"}]} | suppressions[0].until: 2027-02-31 is not allowed; a date such as "2027-01-31"
          {"suppressions":[{"code":"ACCOUNTS_01","reason":"r","until":"2027-01-31"}]} | suppressions[0].code: there is no check or family ACCOUNTS_01; did you mean ACCOUNTS_001?
          {"suppressions":[{"code":"ACCOUNTS","reason":"r","until":"2027-01-31"},{"code":"ACCOUNTS","reason":"s","until":"2027-01-30"}]} | suppressions[1]: ACCOUNTS is suppressed by suppressions[0] already
          {"suppressions":{}} | suppressions: OBJECT is not allowed; a list
          {"metadataSuppressions":"no"} | metadataSuppressions: no is not allowed; true or false
          """)
  void saysWhatIsWrong(String json, String message) {
    assertThat(messageOf(json)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"only": s3cret}
          {"only": [], "only": ["s3cret"]}
          {"only": []} "s3cret"
          {"only": ["s3cret]}
          """)
  void mistakesInTheJsonNameThePlaceAndNotTheContent(String json) {
    assertThat(messageOf(json))
        .matches("the configuration is no JSON: line 1, column \\d+")
        .doesNotContain("s3cret");
  }

  @Test
  void boundsHowDeepJsonMayBe() {
    assertThat(messageOf("{\"only\":" + "[".repeat(100_000)))
        .isEqualTo("the configuration cannot be read");
  }

  @Test
  void nothingIsNoConfiguration() {
    assertThat(messageOf("")).isEqualTo("the configuration: MISSING is not allowed; a JSON object");
  }

  @Test
  void escapesWhatItQuotes() {
    assertThat(messageOf("{\"a\\u001b[2J\\u202e\": 1}"))
        .startsWith("a\\u001b[2J\\u202e: there is no such key; known are");
  }

  private static String messageOf(String json) {
    return catchThrowableOfType(
            ConfigException.class, () -> AuditConfig.fromJson(json).validate(ALL))
        .getMessage();
  }
}
