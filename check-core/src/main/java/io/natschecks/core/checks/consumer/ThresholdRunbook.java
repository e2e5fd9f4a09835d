// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;

/** What the runbooks of all checks with a threshold in metadata have in common. */
final class ThresholdRunbook {

  private ThresholdRunbook() {}

  static Runbook ofCount(Runbook.Builder runbook, MetadataKey<?> key, String example) {
    return explained(runbook, key, example).build();
  }

  static Runbook ofTime(Runbook.Builder runbook, MetadataKey<?> key, String example) {
    return explained(runbook, key, example)
        .question(
            "How is a duration written?",
            "As numbers with units: ns, us, ms, s, m, h, d, w, M for 30 days and y for 365, such as"
                + " 90s, 1h30m or 2d. A bare number is no duration and is listed as not looked at.")
        .limit(
            "Servers keep this time in memory at the leader. After a restart or a change of the"
                + " leader it is unknown until the next event, or old on a server that led before.")
        .limit(
            "A consumer to which it never happened, or not since its leader started, is not"
                + " reported.")
        .build();
  }

  private static Runbook.Builder explained(
      Runbook.Builder runbook, MetadataKey<?> key, String example) {
    return runbook
        .question(
            "How is the threshold set?",
            "nats consumer edit STREAM CONSUMER --metadata io.nats.monitor.enabled=true --metadata "
                + key
                + "="
                + example
                + " replaces all metadata of the consumer, so name every key that is to stay.")
        .limit(
            "Servers keep metadata of consumers from 2.10 on. A threshold that cannot be read is"
                + " listed as not looked at.")
        .limit(
            "Documentation elsewhere says that the threshold must be exceeded. This check reports from"
                + " the threshold on, as the nats command does.");
  }
}
