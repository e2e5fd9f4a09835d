// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageCountThresholdTest extends CountThresholdsContract {

  MessageCountThresholdTest() {
    super("msgs", "messages", Orders::messages);
  }

  @Override
  protected MessageCountThreshold check() {
    return new MessageCountThreshold();
  }

  @Test
  void namesTheCountAsTheServerDoes() {
    assertThat(run(past(), "500")).onlyFinding().hasEvidence("messages", 9_999);
  }
}
