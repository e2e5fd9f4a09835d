// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;

/**
 * Servers leave auth_required out when it is false; that a missing key is read as false, and a
 * no_auth_user as true, is the decoder's affair.
 */
class AuthenticationNotRequiredTest extends CheckContract {

  @Override
  protected AuthenticationNotRequired check() {
    return new AuthenticationNotRequired();
  }

  @Test
  void firesForAServerThatRequiresNone() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .config("a1", all -> all.authRequired(false).host("0.0.0.0").port(4222))
                        .snapshot()))
        .onlyFinding()
        .hasMessage("server A/a1: lets clients in without credentials on 0.0.0.0:4222")
        .hasSeverity(Severity.CRITICAL)
        .hasEvidence("auth_required", "false")
        .hasEvidence("host", "0.0.0.0")
        .hasEvidence("port", 4222)
        .hasEvidence("tls_required", "yes");
  }

  @Test
  void firesForALeafServerToo() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .config("edge", all -> all.authRequired(false))
                        .snapshot()))
        .onlyFinding()
        .hasMessage("server edge/edge: lets clients in without credentials");
  }

  @Test
  void staysSilentWhereItIsRequired() {
    assertThat(tester().run(Deployments.healthy().snapshot())).passed().lookedAt(7);
  }

  @Test
  void saysNothingOfAServerWithoutVarz() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.config(null))
                        .missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }
}
