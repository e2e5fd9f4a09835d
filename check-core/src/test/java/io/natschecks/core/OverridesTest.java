// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Gap;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.CheckOverride;
import io.natschecks.core.config.EntityPattern;
import io.natschecks.core.report.AuditReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Other values for some entities. */
class OverridesTest {

  private static final Parameter<Long> LIMIT =
      Parameter.count("limit", "characters").describedAs("How long a name may be").defaultValue(3L);

  /**
   * Finds servers with long names; what begins with u cannot be judged by more than the default.
   */
  private static final FakeCheck LONG_NAMES = check(OverridesTest::longNames);

  private static CheckResult longNames(CheckContext context) {
    long limit = context.value(LIMIT);
    return context
        .over(context.current().servers(), Entity::of, Section.VARZ)
        .judge(
            (server, verdict) -> {
              if (server.name().startsWith("u") && limit > 3) {
                verdict.notEvaluable("it is not clear");
              } else if (server.name().length() > limit) {
                verdict.finding().message("has a long name");
              }
            });
  }

  private static FakeCheck check(Function<CheckContext, CheckResult> body) {
    return new FakeCheck(
        FakeCheck.describe("ACME_001").requires(Section.VARZ).parameters(LIMIT).build(), body);
  }

  @Test
  void theFirstThatMatchesHolds() throws Exception {
    AuditReport report =
        audit(
            LONG_NAMES,
            config(
                override("server=lab*", Severity.CRITICAL, Map.of("limit", 6)),
                override("server=l*", null, Map.of("limit", 20))),
            snapshot("abcd", "lab-12345", "lab-1", "lang-and-long"));

    assertThat(report.findings())
        .extracting(each -> each.finding().key(), each -> each.finding().severity())
        .containsExactly(
            tuple("ACME_001 server/hub/lab-12345", Severity.CRITICAL),
            tuple("ACME_001 server/hub/abcd", Severity.WARNING));
    assertThat(result(report).lookedAt()).isEqualTo(4);
    assertThat(result(report).findingCount()).isEqualTo(2);
  }

  @Test
  void whatIsNotSetIsAsTheCheckSetsIt() throws Exception {
    AuditConfig config =
        AuditConfig.builder()
            .parameter("ACME_001", "limit", 5)
            .severity("ACME_001", Severity.CRITICAL)
            .override("ACME_001", override("server=a*", Severity.INFO, Map.of()))
            .override("ACME_001", override("server=b*", null, Map.of("limit", 2)))
            .build();

    assertThat(audit(LONG_NAMES, config, snapshot("aaaa", "aaaaaa", "bbb", "cccccc")).findings())
        .extracting(each -> each.finding().key() + " " + each.finding().severity())
        .containsExactly(
            "ACME_001 server/hub/bbb CRITICAL",
            "ACME_001 server/hub/cccccc CRITICAL",
            "ACME_001 server/hub/aaaaaa INFO");
  }

  @Test
  void whatNobodyCouldLookAtIsToldOnce() throws Exception {
    Snapshot snapshot =
        Snapshots.builder(0, "n1", "u1")
            .coverage(Coverage.builder().gathered(Section.VARZ).build())
            .silentServers(List.of(new SilentServer("n9", null, null, "no answer")))
            .build();
    CheckResult result =
        result(
            audit(LONG_NAMES, config(override("server=u*", null, Map.of("limit", 9))), snapshot));

    assertThat(result.status()).isEqualTo(Status.PASSED);
    assertThat(result.lookedAt()).isEqualTo(1);
    assertThat(result.gaps())
        .extracting(Gap::subject)
        .containsExactly("server n9", "server hub/u1");
    assertThat(result.notLookedAt()).isEqualTo(2);
  }

  @Test
  void aCheckBreaksIfItBreaksForSomeEntities() throws Exception {
    FakeCheck odd =
        check(
            context -> context.value(LIMIT) > 3 ? CheckResult.errored("odd") : longNames(context));
    CheckResult result =
        result(
            audit(odd, config(override("server=a*", null, Map.of("limit", 9))), snapshot("bbbb")));

    assertThat(result.status()).isEqualTo(Status.ERRORED);
    assertThat(result.detail()).isEqualTo("server=a*: odd");
  }

  @Test
  void aShareThatWasSkippedIsAGap() throws Exception {
    FakeCheck odd =
        check(
            context ->
                context.value(LIMIT) > 3
                    ? CheckResult.skipped(SkipReason.REFUSED, "not today")
                    : longNames(context));
    AuditConfig config = config(override("server=a*", null, Map.of("limit", 9)));
    CheckResult result = result(audit(odd, config, snapshot("bb")));

    assertThat(result.status()).isEqualTo(Status.PASSED);
    assertThat(result.gaps())
        .containsExactly(new Gap("server=a*", SkipReason.REFUSED, "not today"));

    CheckResult nothingElse = result(audit(odd, config, snapshot("aa")));
    assertThat(nothingElse.status()).isEqualTo(Status.SKIPPED);
    assertThat(nothingElse.skipReason()).isEqualTo(SkipReason.REFUSED);
  }

  @Test
  void aResultBuiltByHandIsSharedToo() throws Exception {
    FakeCheck byHand =
        check(
            context -> {
              CheckResult.Builder result = CheckResult.builder(10).lookedAt();
              for (Server server : context.current().servers()) {
                Severity severity = context.value(LIMIT) > 3 ? Severity.INFO : Severity.CRITICAL;
                result.finding(
                    new Finding("ACME_001", severity, Entity.of(server), "", "x", Evidence.NONE));
              }
              return result.build();
            });
    AuditReport report =
        audit(byHand, config(override("server=a*", null, Map.of("limit", 9))), snapshot("a", "b"));

    assertThat(report.findings())
        .extracting(each -> each.finding().key() + " " + each.finding().severity())
        .containsExactly("ACME_001 server/hub/b CRITICAL", "ACME_001 server/hub/a INFO");
    assertThat(report.findingCount()).isEqualTo(2);
  }

  @Property(tries = 200)
  void isTheSameAsAuditingThePartsOfTheWorldOneByOne(
      @ForAll @Size(max = 12)
          Set<@CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 5) String> names,
      @ForAll @IntRange(max = 5) int others,
      @ForAll @IntRange(max = 5) int first,
      @ForAll @IntRange(max = 5) int second,
      @ForAll @IntRange(min = 1, max = 8) int most)
      throws Exception {
    AuditConfig whole =
        AuditConfig.builder()
            .maxFindings(most)
            .parameter("ACME_001", "limit", others)
            .override("ACME_001", override("server=a*", null, Map.of("limit", first)))
            .override("ACME_001", override("server=*b", null, Map.of("limit", second)))
            .build();
    CheckResult result = result(audit(LONG_NAMES, whole, snapshot(names.toArray(String[]::new))));

    List<Finding> findings = new ArrayList<>();
    long lookedAt = 0;
    for (int part = 0; part < 3; part++) {
      int number = part;
      AuditConfig own =
          AuditConfig.builder()
              .parameter("ACME_001", "limit", List.of(first, second, others).get(part))
              .build();
      String[] mine = names.stream().filter(name -> part(name) == number).toArray(String[]::new);
      CheckResult each = result(audit(LONG_NAMES, own, snapshot(mine)));
      findings.addAll(each.findings());
      lookedAt += each.lookedAt();
    }
    findings.sort(Finding.ORDER);
    assertThat(result.findings()).isEqualTo(findings.subList(0, Math.min(most, findings.size())));
    assertThat(result.findingCount()).isEqualTo(findings.size());
    assertThat(result.lookedAt()).isEqualTo(lookedAt).isEqualTo(names.size());
    assertThat(result.status())
        .isEqualTo(
            names.isEmpty() ? Status.SKIPPED : findings.isEmpty() ? Status.PASSED : Status.FAILED);
  }

  private static int part(String name) {
    return name.startsWith("a") ? 0 : name.endsWith("b") ? 1 : 2;
  }

  private static AuditConfig config(CheckOverride... overrides) {
    AuditConfig.Builder config = AuditConfig.builder();
    for (CheckOverride each : overrides) {
      config.override("ACME_001", each);
    }
    return config.build();
  }

  private static CheckOverride override(
      String match, Severity severity, Map<String, Object> parameters) {
    return new CheckOverride(EntityPattern.parse(match), severity, parameters);
  }

  private static Snapshot snapshot(String... names) {
    return Snapshots.builder(0, names)
        .coverage(Coverage.builder().gathered(Section.VARZ).build())
        .build();
  }

  private static CheckResult result(AuditReport report) {
    return report.checks().get(0).result();
  }

  private static AuditReport audit(FakeCheck check, AuditConfig config, Snapshot snapshot)
      throws InterruptedException {
    try (Auditor auditor =
        Auditor.builder().checks(List.of(check)).config(config).executor(Runnable::run).build()) {
      return auditor.audit(snapshot);
    }
  }
}
