// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.report.AuditReport;
import io.natschecks.core.text.PlainText;
import io.natschecks.reports.JUnitCase.Outcome;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes suites of tests in the form that build servers read. */
final class JUnitXml {

  /** The JDK's own, whatever else a host has on its class path. */
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final XMLStreamWriter xml;

  private JUnitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(AuditReport report, List<JUnitSuite> suites, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out);
      new JUnitXml(xml).document(report, suites);
      xml.close();
    } catch (XMLStreamException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException("the report cannot be written", e);
    }
    out.flush();
  }

  private void document(AuditReport report, List<JUnitSuite> suites) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "natschecks");
    xml.writeAttribute("tests", sum(suites, each -> each.cases().size()));
    xml.writeAttribute("failures", sum(suites, each -> each.count(Outcome.FAILED)));
    xml.writeAttribute("errors", sum(suites, each -> each.count(Outcome.ERRORED)));
    xml.writeAttribute("time", seconds(report.duration()));
    line();
    for (JUnitSuite suite : suites) {
      suite(report, suite);
    }
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void suite(AuditReport report, JUnitSuite suite) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "natschecks." + suite.name());
    xml.writeAttribute("tests", Integer.toString(suite.cases().size()));
    xml.writeAttribute("failures", Long.toString(suite.count(Outcome.FAILED)));
    xml.writeAttribute("errors", Long.toString(suite.count(Outcome.ERRORED)));
    xml.writeAttribute("skipped", Long.toString(suite.count(Outcome.SKIPPED)));
    xml.writeAttribute("time", seconds(suite.time()));
    xml.writeAttribute("timestamp", SECONDS.format(report.takenAt()));
    line();
    properties(
        Map.of(
            "health", Words.of(report.health()),
            "source", PlainText.oneLine(report.source()),
            "summary", report.summary()));
    for (JUnitCase each : suite.cases()) {
      testCase(each);
    }
    xml.writeEndElement();
    line();
  }

  private void properties(Map<String, String> values) throws XMLStreamException {
    xml.writeStartElement("properties");
    line();
    for (String name : values.keySet().stream().sorted().toList()) {
      xml.writeEmptyElement("property");
      xml.writeAttribute("name", name);
      xml.writeAttribute("value", values.get(name));
      line();
    }
    xml.writeEndElement();
    line();
  }

  private void testCase(JUnitCase test) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", test.className());
    xml.writeAttribute("name", test.name());
    xml.writeAttribute("time", seconds(test.time()));
    if (test.outcome() != Outcome.PASSED) {
      line();
      xml.writeStartElement(test.outcome().element());
      xml.writeAttribute("type", test.type());
      xml.writeAttribute("message", test.message());
      xml.writeCharacters(test.body());
      xml.writeEndElement();
    }
    if (!test.output().isEmpty()) {
      line();
      xml.writeStartElement("system-out");
      xml.writeCharacters(test.output());
      xml.writeEndElement();
    }
    xml.writeEndElement();
    line();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static String sum(List<JUnitSuite> suites, ToLongFunction<JUnitSuite> count) {
    return Long.toString(suites.stream().mapToLong(count).sum());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
