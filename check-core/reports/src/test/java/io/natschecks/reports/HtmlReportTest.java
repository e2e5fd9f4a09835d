// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

  static List<AuditReport> reports() throws Exception {
    return List.of(
        Samples.healthy(),
        Samples.single(),
        Samples.troubled(),
        Samples.accepted(),
        Samples.large(300),
        Samples.named("\"<b>'"),
        Samples.many(30, 200),
        Samples.recorded(Samples.RECORDING));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isWellFormed(AuditReport report) {
    Parser parser = Parser.htmlParser().setTrackErrors(20);
    Document page = parser.parseInput(HtmlReport.format(report), "");

    assertThat(parser.getErrors()).isEmpty();
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select("a[href^=#]").eachAttr("href"))
        .allSatisfy(href -> assertThat(page.getElementById(href.substring(1))).isNotNull());
    assertThat(page.select("use").eachAttr("href"))
        .allSatisfy(href -> assertThat(page.getElementById(href.substring(1))).isNotNull());
    assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
        .allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void allowsItsOwnStyleAndScriptAlone(AuditReport report) throws Exception {
    Document page = page(report);

    assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .isEqualTo(
            "default-src 'none'; style-src %s; script-src %s; img-src data:; base-uri 'none';"
                    .formatted(hash(page.selectFirst("style")), hash(page.selectFirst("script")))
                + " form-action 'none'");
    assertThat(page.select("style, script")).hasSize(2);
    assertThat(page.select("[style], [src], link, iframe, object, embed, base")).isEmpty();
    assertThat(page.getAllElements())
        .allSatisfy(
            element ->
                assertThat(element.attributes())
                    .noneMatch(attribute -> attribute.getKey().startsWith("on")));
  }

  private static String hash(Element element) throws Exception {
    byte[] text = element.data().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  @ParameterizedTest
  @MethodSource("reports")
  void hasHeadingsInTheirOrder(AuditReport report) {
    int level = 1;
    for (Element heading : page(report).select("h1, h2, h3, h4, h5")) {
      int next = heading.tagName().charAt(1) - '0';
      assertThat(next).as(heading.text()).isLessThanOrEqualTo(level + 1);
      level = next;
    }
  }

  @Test
  void saysWhatIsWrongWhereSinceWhenAndWhatToDoFirst() {
    AuditReport report = Samples.troubled();
    Element group = page(report).selectFirst(".group:has(code:containsOwn(SERVER_011))");

    assertThat(group.selectFirst(".message").text())
        .startsWith("server B/b1: 64,700 of 65,536 connections in use");
    assertThat(group.selectFirst(".age").text()).isEqualTo("13h0m");
    assertThat(group.selectFirst(".do").text()).startsWith("Do first Find out who holds");
    assertThat(group.select(".evidence tr.strong").eachText())
        .contains("connections 64,700 connections", "max connections 65,536 connections");
    assertThat(group.select(".runbook h5").eachText()).contains("Why it matters", "How to fix");
  }

  @Test
  void holdsEachFindingOnce() throws Exception {
    AuditReport report = Samples.recorded(Samples.RECORDING);
    Document page = page(report);

    assertThat(page.select("#findings .finding")).hasSameSizeAs(report.findings());
    assertThat(page.select(".consequences .finding"))
        .hasSize(report.findings().size() - report.incidents().size())
        .isNotEmpty();
  }

  @Test
  void countsIncidentsBySeverity() throws Exception {
    AuditReport report = Samples.recorded(Samples.RECORDING);

    assertThat(page(report).selectFirst("#findings .severity h3").text())
        .isEqualTo("Critical " + report.count(Severity.CRITICAL));
  }

  @Test
  void neverLooksBetterThanWhatWasSeen() {
    Document page = page(Samples.single());

    assertThat(page.selectFirst("h1").text()).isEqualTo("Healthy as far as seen");
    assertThat(page.selectFirst("h1").className()).isEqualTo("silent");
    assertThat(page.select(".losses li")).isNotEmpty();
  }

  @Test
  void drawsSilentServersAsSuch() {
    Document page = page(Samples.troubled());

    assertThat(page.select(".drawing.wide .tile.silent title").eachText())
        .containsExactly("b3: answered nothing; no answer");
    assertThat(page.selectFirst(".figures a[href=#unseen]").text()).isEqualTo("1 silent server");
  }

  @Test
  void listsWhatIsAcceptedWithReasonAndEnd() {
    Element accepted = page(Samples.accepted()).getElementById("accepted");

    assertThat(accepted.selectFirst(".terms h3").text()).isEqualTo("the new hardware is ordered 1");
    assertThat(accepted.selectFirst(".terms .lead").text())
        .isEqualTo("suppressed by SERVER_003, until 2026-03-01");
    assertThat(accepted.selectFirst(".finding").attr("data-state")).isEqualTo("accepted");
  }

  @Test
  void boundsWhatIsWrittenAndSaysWhatIsLeftOut() {
    String text = HtmlReport.format(Samples.many(100, 100));
    Document page = Jsoup.parse(text);

    assertThat(page.select("#findings .finding")).hasSize(100 * 30);
    assertThat(page.select("#findings .group > .left:contains(not in this page)"))
        .hasSize(100)
        .allSatisfy(left -> assertThat(left.text()).startsWith("and 70"));
    assertThat(text.length()).isLessThan(5_000_000);
  }

  @Test
  void drawsSeriesWithTimesAndBound() {
    Element spark = page(Samples.troubled()).selectFirst(".spark");

    assertThat(spark.selectFirst("figcaption b").text()).isEqualTo("stream ACME/ORDERS");
    assertThat(spark.select(".axis span").eachText()).containsExactly("01-31 23:00", "02-01 12:00");
    assertThat(spark.select("line.bound")).hasSize(1);
    assertThat(spark.selectFirst("polyline").attr("points").split(" ")).hasSizeGreaterThan(5);
  }

  private static Document page(AuditReport report) {
    return Jsoup.parse(HtmlReport.format(report));
  }
}
