// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.text.PlainText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

class JUnitReportTest {

  private static final Schema SCHEMA = schema();

  @Test
  void aBuildServerReadsEachCheckAsATest() throws Exception {
    List<ReportTestSuite> suites = parsed(SampleReports.full());

    assertThat(suites.stream().flatMap(each -> each.getTestCases().stream()))
        .extracting(ReportTestCase::getFullName)
        .contains(
            "natschecks.operational.SERVER.SERVER_018 Server crash loop",
            "natschecks.operational.CONSUMER.CONSUMER_001 Offline consumer replicas",
            "natschecks.optimization.OPT_IDLE.OPT_IDLE_001 Inactive stream",
            "natschecks.operational.SERVER.SERVER_001 Fine check",
            "natschecks.sight.every known server answers");
    assertThat(suites.stream().mapToInt(ReportTestSuite::getNumberOfTests).sum()).isEqualTo(11);
  }

  @Test
  void aFailureTellsMessageEvidenceCauseAndRemedy() throws Exception {
    ReportTestCase crash = test(SampleReports.full(), "SERVER_018 Server crash loop");
    ReportTestCase offline = test(SampleReports.full(), "CONSUMER_001 Offline consumer replicas");

    assertThat(crash.hasFailure()).isTrue();
    assertThat(crash.getFailureType()).isEqualTo("critical");
    assertThat(crash.getFailureMessage())
        .isEqualTo("1 finding, first: server hub/ORDERS: 4 restarts (limit 3)");
    assertThat(crash.getFailureDetail())
        .isEqualTo(
            """
            CRITICAL [15m5s]  server hub/ORDERS: 4 restarts (limit 3)
              explains 2 findings: CONSUMER_001 Offline consumer replicas (2)
              restarts: 4 restarts (observed)
              limit: 3 restarts (limit)
              server: ORDERS

            do:   Mend it; ask @nobody about #1, or see <b>the manual</b>.
            more: natschecks explain SERVER_018""");
    assertThat(offline.getFailureDetail())
        .contains("WARNING [new]  consumer ACME/ORDERS/a: 1 replica is offline\n")
        .contains("  explained by SERVER_018 server hub/ORDERS: 4 restarts (limit 3)\n");
  }

  @Test
  void whatWasNotJudgedIsNoPass() throws Exception {
    AuditReport report = SampleReports.full();

    ReportTestCase skipped = test(report, "META_001 Skipped check");
    assertThat(skipped.hasSkipped()).isTrue();
    assertThat(skipped.getFailureMessage()).isEqualTo("refused: connection refused");
    ReportTestCase broken = test(report, "ACME_009 Broken check");
    assertThat(broken.hasError()).isTrue();
    assertThat(broken.getFailureMessage()).contains("IllegalStateException");
    assertThat(test(report, "every known server answers").hasError()).isTrue();
    assertThat(test(report, "every check loads").hasError()).isTrue();
    assertThat(test(report, "what was found before can be looked at").hasError()).isTrue();
    assertThat(test(SampleReports.blind(), "something can be judged").hasError()).isTrue();
  }

  @Test
  void nothingFailsWhereNothingIsWrong() throws Exception {
    assertThat(parsed(SampleReports.healthy()))
        .allMatch(each -> each.getNumberOfFailures() + each.getNumberOfErrors() == 0)
        .allMatch(each -> each.getNumberOfSkipped() == 0);
    assertThat(JUnitReport.format(SampleReports.healthy()))
        .contains("<testsuites name=\"natschecks\" tests=\"5\" failures=\"0\" errors=\"0\"");
  }

  @Test
  void whatWasNotLookedAtOrIsResolvedStandsBesideTheTest() {
    assertThat(JUnitReport.format(SampleReports.full()))
        .contains("not confirmed: consumer ACME/ORDERS/hidden: 1 replica is offline")
        .contains("accepted: consumer ACME/connection refused/known: 1 replica is offline")
        .contains("resolved: consumer ACME/ORDERS/gone: 1 replica is offline")
        .contains("1 not looked at, among them:\n  ORDERS: timed out (connection refused)")
        .contains("forecast: 2026-03-01T04:44:07.500Z server hub/ORDERS: 10 now");
  }

  @Test
  void listsNoMoreThanAPersonReads() throws Exception {
    ReportTestCase many =
        test(SampleReports.many(1_000, Severity.WARNING, "bad"), "ACME_001 Many findings");

    assertThat(many.getFailureDetail()).contains("\nand 900 more\n");
    assertThat(many.getFailureDetail().lines()).hasSizeLessThan(110);
  }

  @Test
  void fitsTheSchema() throws Exception {
    for (AuditReport each :
        List.of(SampleReports.full(), SampleReports.healthy(), SampleReports.blind())) {
      validate(JUnitReport.format(each));
    }
  }

  @Property(tries = 100)
  void noNameBreaksTheDocument(@ForAll("names") String name) throws Exception {
    String document = JUnitReport.format(SampleReports.named(name, name));

    validate(document);
    assertThat(document.codePoints().filter(each -> each != '\n')).allMatch(PlainText::isPrintable);
    assertThat(document.getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
    assertThat(
            parsed(SampleReports.named(name, name)).stream()
                .mapToInt(ReportTestSuite::getNumberOfTests)
                .sum())
        .isEqualTo(11);
  }

  @Provide
  Arbitrary<String> names() {
    return HostileNames.any();
  }

  @Test
  void theKnownTricksBreakNothing() throws Exception {
    for (String name : HostileNames.known()) {
      noNameBreaksTheDocument(name);
    }
  }

  private static ReportTestCase test(AuditReport report, String name) throws Exception {
    return parsed(report).stream()
        .flatMap(each -> each.getTestCases().stream())
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<ReportTestSuite> parsed(AuditReport report) throws Exception {
    byte[] document = JUnitReport.format(report).getBytes(StandardCharsets.UTF_8);
    return new TestSuiteXmlParser(new NullConsoleLogger())
        .parse(new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.UTF_8));
  }

  private static void validate(String document) throws SAXException, IOException {
    SCHEMA.newValidator().validate(new StreamSource(new StringReader(document)));
  }

  private static Schema schema() {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(JUnitReportTest.class.getResource("junit.xsd"));
    } catch (SAXException e) {
      throw new AssertionError(e);
    }
  }
}
