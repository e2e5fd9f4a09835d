// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations from flat properties, as hosts have them. */
class PropertiesTest {

  @Test
  void setsAllThatJsonSets() {
    AuditConfig config =
        read(
            """
            natschecks.only=ACME, kind:operational
            natschecks.skip[0]=OPT_TEST
            natschecks.timeBudget=250ms
            natschecks.window=2d
            natschecks.maxFindings=20
            natschecks.metadataSuppressions=false
            natschecks.checks.ACME_001.enabled=true
            natschecks.checks.ACME_001.severity=critical
            natschecks.checks.ACME_001.parameters.limit=80
            natschecks.checks.ACME_001.parameters.by_name.acme.prod=5
            natschecks.checks.ACME_001.parameters.by_name.BETA=6
            natschecks.checks.ACME_001.parameters.ignored=a b,c
            natschecks.checks.ACME_001.for[0].match=account=A\\,B,stream=ORDERS_*
            natschecks.checks.ACME_001.for[0].parameters.limit=99
            natschecks.checks.ACME_001.for[1].match=account=C
            natschecks.checks.ACME_001.for[1].severity=info
            natschecks.suppressions[0].code=OPT_TEST
            natschecks.suppressions[0].reason=moves
            natschecks.suppressions[0].until=2027-01-31
            natschecks.suppressions[1].code=ACME_001
            natschecks.suppressions[1].match=consumer=x
            natschecks.suppressions[1].reason=moves, too
            natschecks.suppressions[1].until=2027-01-31
            spring.application.name=host
            natscheckers.skip=x
            """);
    config.validate(Configs.CHECKS);

    assertThat(config)
        .isEqualTo(
            AuditConfig.fromJson(
                """
                {"only": ["ACME", "kind:operational"], "skip": ["OPT_TEST"],
                 "timeBudget": "250ms", "window": "2d", "maxFindings": 20,
                 "metadataSuppressions": false,
                 "checks": {"ACME_001": {"enabled": true, "severity": "critical",
                   "parameters": {"limit": "80", "by_name": {"acme.prod": "5", "BETA": "6"},
                     "ignored": "a b,c"},
                   "for": [{"match": {"account": "A,B", "stream": "ORDERS_*"},
                            "parameters": {"limit": "99"}},
                           {"match": {"account": "C"}, "severity": "info"}]}},
                 "suppressions": [
                   {"code": "OPT_TEST", "reason": "moves", "until": "2027-01-31"},
                   {"code": "ACME_001", "match": {"consumer": "x"}, "reason": "moves, too",
                    "until": "2027-01-31"}]}
                """));
    assertThat(config.parameters(Configs.CHECKS.get(0)).values())
        .contains(80.0, Map.of("acme.prod", 5L, "BETA", 6L), java.util.List.of("a b", "c"));
  }

  @Test
  void nothingSetIsTheDefault() {
    assertThat(AuditConfig.fromProperties(Map.of("a", "b"), "natschecks"))
        .isEqualTo(AuditConfig.DEFAULT);
  }

  @Test
  void thePrefixCanBeEmptyOrLong() {
    assertThat(AuditConfig.fromProperties(Map.of("skip", "ACME"), "").skip())
        .containsExactly("ACME");
    assertThat(AuditConfig.fromProperties(Map.of("com.acme.nats.skip", ""), "com.acme.nats").skip())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          natschecks.skp=x | natschecks.skp: there is no such key; known are only, skip, timeBudget, maxFindings, window, checks, suppressions, metadataSuppressions; did you mean skip?
          natschecks.skip=x | natschecks.skip: x selects nothing; allowed are codes, families, and kind:, category: or severity: with a value
          natschecks.timeBudget=fast | natschecks.timeBudget: fast is not allowed; a number with ms, s, m, h or d, such as "10s"
          natschecks.timeBudget=9h | natschecks.timeBudget: 9h0m is not allowed; a duration from 1ms to 1h0m
          natschecks.maxFindings=many | natschecks.maxFindings: many is not allowed; a whole number from 1 to 1,000,000
          natschecks.maxFindings=0 | natschecks.maxFindings: 0 is not allowed; a whole number from 1 to 1,000,000
          natschecks.checks.ACME_001=true | natschecks.checks.ACME_001: true is not allowed; keys below it
          natschecks.checks.ACME_01.enabled=true | natschecks.checks.ACME_01: there is no such check; did you mean ACME_001?
          natschecks.checks.ACME_001.enabled=yes | natschecks.checks.ACME_001.enabled: yes is not allowed; true or false
          natschecks.checks.ACME_001.parameters.limt=1 | natschecks.checks.ACME_001.parameters.limt: there is no such parameter; this check has limit, by_name, ignored; did you mean limit?
          natschecks.checks.ACME_001.parameters.limit=much | natschecks.checks.ACME_001.parameters.limit: much is not allowed; a number
          natschecks.checks.ACME_001.for.match=account=A | natschecks.checks.ACME_001.for: OBJECT is not allowed; keys such as natschecks.checks.ACME_001.for[0]
          natschecks.checks.ACME_001.for[1].match=account=A | natschecks.checks.ACME_001.for[0]: is missing; lists are counted from 0
          natschecks.checks.ACME_001.for[0].match=acount=A | natschecks.checks.ACME_001.for[0].match.acount: there is no such key; known are server, cluster, account, stream, consumer; did you mean account?
          natschecks.checks.ACME_001.for[0].match=A | natschecks.checks.ACME_001.for[0].match: "A" is not allowed; such as account=ACME,stream=ORDERS_*
          natschecks.suppressions[0].code=ACME_001 | natschecks.suppressions[0].reason: is missing; say why the findings are accepted
          """)
  void namesTheWholeKey(String property, String message) {
    assertThat(messageOf(property)).startsWith(message);
  }

  @Test
  void aKeyIsAValueOrHasKeysBelow() {
    assertThat(messageOf("natschecks.skip=ACME\nnatschecks.skip[0]=ACME"))
        .isEqualTo("natschecks.skip: is given in two ways; a value, or keys below it, or a list");
  }

  private static String messageOf(String properties) {
    return catchThrowableOfType(
            ConfigException.class, () -> read(properties).validate(Configs.CHECKS))
        .getMessage();
  }

  private static AuditConfig read(String properties) {
    Map<String, String> values = new HashMap<>();
    properties
        .lines()
        .forEach(
            line -> {
              String[] sides = line.split("=", 2);
              values.put(sides[0], sides[1]);
            });
    return AuditConfig.fromProperties(values, "natschecks");
  }
}
