// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import io.natschecks.api.Finding;
import io.natschecks.core.report.AuditedFinding;
import java.time.Instant;
import java.util.Locale;

/**
 * A finding as it is told over HTTP. Tenants have chosen the names in it: whoever shows it escapes
 * them.
 *
 * @param key the same in every audit that has it
 * @param code code of the check
 * @param title title of the check
 * @param severity how much it matters
 * @param entity what it is about
 * @param message what is wrong
 * @param since when it was first found
 * @param times how many audits have found it since
 * @param flapping whether it comes and goes
 * @param remediation what to do
 */
record FindingView(
    String key,
    String code,
    String title,
    String severity,
    String entity,
    String message,
    Instant since,
    long times,
    boolean flapping,
    String remediation) {

  static FindingView of(AuditedFinding audited) {
    Finding finding = audited.finding();
    return new FindingView(
        finding.key(),
        finding.code(),
        audited.check().title(),
        word(finding.severity()),
        finding.entity().key(),
        finding.message(),
        audited.since(),
        audited.times(),
        audited.flapping(),
        audited.check().remediation());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
