// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.link;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayPendingPressureTest extends CheckContract {

  private static final long MIB = 1_048_576;

  @Override
  protected GatewayPendingPressure check() {
    return new GatewayPendingPressure();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, MIB})
  void acceptsTheLimitItself(long pending) {
    assertThat(run(outbound("b1", pending))).passed();
  }

  @Test
  void firesOneByteAboveTheLimit() {
    assertThat(run(outbound("b1", MIB + 1))).findsExactly("gateway A/a1/B");
  }

  @Test
  void firesThoughTheServerThereIsUnknown() {
    assertThat(run(gateway(true, 5, "NSTRANGER", 3 * MIB)))
        .onlyFinding()
        .hasMessage(
            "gateway A/a1/B: 3.0 MiB wait to be sent to cluster B on the outbound connection"
                + " (reported above 1 MiB)")
        .hasEvidence("remote_id", "NSTRANGER");
    assertThat(run(gateway(true, 5, null, 3 * MIB))).findsExactly("gateway A/a1/B");
  }

  @Test
  void judgesEachConnectionByItself() {
    assertThat(
            run(
                outbound("b1", 2 * MIB),
                gateway(false, 6, Deployments.idOf("b1"), 2 * MIB),
                gateway(false, 7, Deployments.idOf("b1"), 1)))
        .findsExactly("OPT_SYS_014 gateway/A/a1/B cid=5", "OPT_SYS_014 gateway/A/a1/B cid=6");
  }

  @Test
  void saysHowMuchWaitsWhere() {
    assertThat(run(gateway(false, 6, Deployments.idOf("b1"), 3 * MIB / 2)))
        .onlyFinding()
        .hasMessage(
            "gateway A/a1/B: 1.5 MiB wait to be sent to b1 of cluster B on the inbound connection"
                + " (reported above 1 MiB)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(1.5)
        .hasLimit(1)
        .hasEvidence("pending_bytes", 3 * MIB / 2.0)
        .hasEvidence("server", "a1")
        .hasEvidence("cluster", "A")
        .hasEvidence("remote_cluster", "B")
        .hasEvidence("remote_name", "b1")
        .hasEvidence("remote_id", "ID-b1")
        .hasEvidence("direction", "inbound")
        .hasEvidence("cid", 6);
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.gateways(null))
                        .missing(Section.GATEWAYZ, "a1", Coverage.Status.REFUSED)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.REFUSED);
  }

  private CheckResult run(Gateway... gateways) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.gateways(List.of(gateways)))
                .snapshot());
  }

  private static Gateway outbound(String remote, long pending) {
    return gateway(true, 5, Deployments.idOf(remote), pending);
  }

  private static Gateway gateway(
      boolean outbound, long cid, @Nullable String remoteId, long pending) {
    return Gateway.builder("B", outbound).cid(cid).remoteId(remoteId).pendingBytes(pending).build();
  }
}
