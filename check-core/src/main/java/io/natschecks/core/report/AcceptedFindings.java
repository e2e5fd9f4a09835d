// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.util.List;

/**
 * The findings of an audit that do not count, because somebody has decided to live with them, and
 * what is to be said of those decisions.
 *
 * @param findings the first accepted findings of each check, in {@link
 *     io.natschecks.api.Finding#ORDER}
 * @param count how many accepted findings there are in all
 * @param notices the first notices, those that change what counts before the others
 * @param noticeCount how many notices there are in all
 * @since 0.1
 */
public record AcceptedFindings(
    List<AcceptedFinding> findings, long count, List<SuppressionNotice> notices, long noticeCount) {

  /** Nothing was accepted. */
  public static final AcceptedFindings NONE = new AcceptedFindings(List.of(), 0, List.of(), 0);

  public AcceptedFindings {
    findings = List.copyOf(findings);
    notices = List.copyOf(notices);
  }

  /**
   * What was accepted by which rule, for people.
   *
   * @return printable lines, bounded in number and length
   */
  public List<String> texts() {
    return AcceptedText.accepted(this);
  }

  /**
   * What is to be known of suppressions, for people.
   *
   * @return printable lines, bounded in number and length
   */
  public List<String> noticeTexts() {
    return AcceptedText.notices(this);
  }
}
