// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JetStreamDomainWhitespaceTest extends CheckContract {

  @Override
  protected JetStreamDomainWhitespace check() {
    return new JetStreamDomainWhitespace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub ", " hub", "my hub", "hub\thub", " "})
  void firesForWhiteSpaceAnywhere(String domain) {
    assertThat(run(domain)).findsExactly("server A/a1");
  }

  @Test
  void showsWhatPeopleDoNotSee() {
    assertThat(run("my hub\t"))
        .onlyFinding()
        .hasMessage("server A/a1: its JetStream domain \"my\u2423hub\\t\" holds white space")
        .hasEvidence("domain", "\"my\u2423hub\\t\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub", "hub\u00a0"})
  void staysSilentWithoutWhiteSpaceOfAscii(String domain) {
    assertThat(run(domain)).passed().lookedAt(4);
  }

  @Test
  void doesNotSpeakOfServersWithoutADomain() {
    assertThat(run("")).passed().lookedAt(3);
    assertThat(run(null)).passed().lookedAt(3);
  }

  @Test
  void isSkippedWhereNoServerHasADomain() {
    assertThat(tester().run(Deployments.healthy().servers(each -> each.domain(null)).snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(@Nullable String domain) {
    return tester()
        .run(Deployments.healthy().server("a1", server -> server.domain(domain)).snapshot());
  }
}
