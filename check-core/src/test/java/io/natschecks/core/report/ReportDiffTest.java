// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static io.natschecks.core.report.StoredReports.finding;
import static io.natschecks.core.report.StoredReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.core.report.ReportDiff.ChangedValue;
import io.natschecks.core.report.ReportDiff.Novelty;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportDiffTest {

  private static final String CODE = "ACME_001";
  private static final Finding LAG = finding(CODE, Severity.WARNING, "n1", 20);
  private static final Finding OTHER = finding(CODE, Severity.WARNING, "n2", 20);

  @Test
  void theSameReportTwiceIsNoDifference() {
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE, LAG));

    assertThat(diff.unchanged()).isEqualTo(1);
    assertThat(diff.summary()).isEqualTo("0 new, 1 unchanged");
    assertThat(diff.isComplete()).isTrue();
    assertThat(diff.isWorse(Severity.INFO)).isFalse();
  }

  @Test
  void whatOnlyTheLaterReportHasIsNew() {
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE, LAG, OTHER));

    assertThat(diff.added())
        .singleElement()
        .satisfies(each -> assertThat(each.novelty()).isEqualTo(Novelty.NEW))
        .satisfies(each -> assertThat(each.finding().key()).isEqualTo(OTHER.key()));
    assertThat(diff.isWorse(Severity.WARNING)).isTrue();
    assertThat(diff.isWorse(Severity.CRITICAL)).isFalse();
  }

  @Test
  void whatTheEarlierAuditCouldNotTellCountsAsNewAndIsMarked() {
    assertThat(
            diff(each -> each.skipped(CODE, SkipReason.REFUSED, ""), each -> each.judged(CODE, LAG))
                .added())
        .singleElement()
        .satisfies(each -> assertThat(each.novelty()).isEqualTo(Novelty.NOT_SEEN_BEFORE));
    assertThat(
            diff(each -> each.judgedMore(CODE, 9, OTHER), each -> each.judged(CODE, LAG, OTHER))
                .added())
        .singleElement()
        .satisfies(each -> assertThat(each.novelty()).isEqualTo(Novelty.NOT_SEEN_BEFORE));
    assertThat(diff(each -> each, each -> each.judged(CODE, LAG)).added())
        .singleElement()
        .satisfies(each -> assertThat(each.novelty()).isEqualTo(Novelty.NOT_SEEN_BEFORE));
  }

  @Test
  void whatWasUnconfirmedIsNoNews() {
    ReportDiff diff =
        diff(each -> each.judged(CODE).unconfirmed(LAG), each -> each.judged(CODE, LAG));

    assertThat(diff.added()).isEmpty();
    assertThat(diff.unchanged()).isEqualTo(1);
  }

  @Test
  void whatIsGoneIsResolved() {
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE));

    assertThat(diff.resolved()).extracting(StoredFinding::key).containsExactly(LAG.key());
    assertThat(diff.isComplete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING_DEPLOYED")
  void aSkippedCheckResolvesNothing(SkipReason reason) {
    ReportDiff diff =
        diff(each -> each.judged(CODE, LAG), each -> each.skipped(CODE, reason, "why"));

    assertThat(diff.resolved()).isEmpty();
    assertThat(diff.untold())
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).startsWith("the check was skipped: "))
        .satisfies(each -> assertThat(each.reason()).endsWith(" (why)"));
    assertThat(diff.isComplete()).isFalse();
  }

  @Test
  void whereNothingIsDeployedAnyMoreFindingsAreGone() {
    ReportDiff diff =
        diff(
            each -> each.judged(CODE, LAG),
            each -> each.skipped(CODE, SkipReason.NOTHING_DEPLOYED, ""));

    assertThat(diff.resolved()).hasSize(1);
    assertThat(diff.isComplete()).isTrue();
  }

  @Test
  void aCheckThatBrokeOrIsGoneResolvesNothing() {
    assertThat(diff(each -> each.judged(CODE, LAG), each -> each.broken(CODE)).untold())
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).isEqualTo("the check broke"));
    assertThat(diff(each -> each.judged(CODE, LAG), each -> each).untold())
        .singleElement()
        .satisfies(
            each -> assertThat(each.reason()).isEqualTo("the later audit does not have the check"));
  }

  @Test
  void aListThatIsCutShortResolvesNothing() {
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judgedMore(CODE, 9, OTHER));

    assertThat(diff.resolved()).isEmpty();
    assertThat(diff.untold()).hasSize(1);
  }

  @Test
  void aServerThatWasLookedAtIsKnownThoughAnotherOneWasNot() {
    ReportDiff diff =
        diff(
            each -> each.judged(CODE, LAG, OTHER),
            each -> each.partlyJudged(CODE, "server hub/n2"));

    assertThat(diff.resolved()).extracting(StoredFinding::key).containsExactly(LAG.key());
    assertThat(diff.untold()).extracting(each -> each.finding().key()).containsExactly(OTHER.key());
  }

  @Test
  void whatTheLaterAuditSawToBeGoneIsGone() {
    ReportDiff diff =
        diff(
            each -> each.judged(CODE, LAG),
            each -> each.partlyJudged(CODE, "stream A/B").resolved(LAG));

    assertThat(diff.resolved()).hasSize(1);
  }

  @Test
  void whatTheLaterAuditCouldNotConfirmIsNotTold() {
    ReportDiff diff =
        diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE).unconfirmed(LAG));

    assertThat(diff.untold())
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).isEqualTo("it could not be looked at"));
  }

  @Test
  void whatWasAcceptedIsNotResolved() {
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE).accepted(LAG));

    assertThat(diff.accepted()).hasSize(1);
    assertThat(diff.resolved()).isEmpty();
    assertThat(diff.isComplete()).isTrue();
  }

  @Test
  void whatIsNoLongerAcceptedSpeaksUp() {
    ReportDiff diff = diff(each -> each.judged(CODE).accepted(LAG), each -> each.judged(CODE, LAG));

    assertThat(diff.added())
        .singleElement()
        .satisfies(each -> assertThat(each.novelty()).isEqualTo(Novelty.ACCEPTED_BEFORE));
    assertThat(diff.isWorse(Severity.WARNING)).isTrue();
  }

  @Test
  void aRiseOfTheSeverityIsWorse() {
    Finding critical = finding(CODE, Severity.CRITICAL, "n1", 20);
    ReportDiff rise = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE, critical));
    ReportDiff fall = diff(each -> each.judged(CODE, critical), each -> each.judged(CODE, LAG));

    assertThat(rise.isWorse(Severity.CRITICAL)).isTrue();
    assertThat(fall.isWorse(Severity.INFO)).isFalse();
    assertThat(fall.changed()).hasSize(1);
  }

  @Test
  void anotherObservedValueIsAChangeThatIsNotWorse() {
    Finding more = finding(CODE, Severity.WARNING, "n1", 4_210);
    ReportDiff diff = diff(each -> each.judged(CODE, LAG), each -> each.judged(CODE, more));

    assertThat(diff.changed())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.values())
                    .containsExactly(new ChangedValue("lag", "20 messages", "4,210 messages")));
    assertThat(diff.isWorse(Severity.INFO)).isFalse();
    assertThat(diff.isComplete()).isTrue();
  }

  @Test
  void aCheckThatLostItsDataMakesTheComparisonIncomplete() {
    ReportDiff refused =
        diff(each -> each.judged(CODE), each -> each.skipped(CODE, SkipReason.REFUSED, ""));
    ReportDiff disabled =
        diff(each -> each.judged(CODE), each -> each.skipped(CODE, SkipReason.DISABLED, ""));
    ReportDiff broken = diff(each -> each.judged(CODE), each -> each.broken(CODE));

    assertThat(refused.isComplete()).isFalse();
    assertThat(broken.isComplete()).isFalse();
    assertThat(disabled.isComplete()).isTrue();
    assertThat(disabled.blinded()).hasSize(1);
  }

  @Test
  void aServerThatFellSilentMakesTheComparisonIncomplete() {
    ReportDiff diff = diff(each -> each.silent("n7"), each -> each.silent("n7").silent("n8"));

    assertThat(diff.silenced()).containsExactly("n8");
    assertThat(diff.isComplete()).isFalse();
  }

  private static ReportDiff diff(
      UnaryOperator<StoredReports> before, UnaryOperator<StoredReports> after) {
    return ReportDiff.of(
        before.apply(report()).stored(),
        after.apply(report().at(Reports.NOW.plusSeconds(60))).stored());
  }
}
