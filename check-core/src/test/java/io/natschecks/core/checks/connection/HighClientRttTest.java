// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighClientRttTest extends CheckContract {

  @Override
  protected HighClientRtt check() {
    return new HighClientRtt();
  }

  private static final String CLIENT = "connection ACME/a1/acme-app-1";

  @Test
  void staysSilentAtExactlyTheLimit() {
    assertThat(tester().run(client(a -> a.rtt(Duration.ofMillis(100))))).passed();
  }

  @Test
  void firesJustAboveTheLimit() {
    assertThat(tester().run(client(a -> a.rtt(Duration.ofNanos(100_000_001)))))
        .findsExactly(CLIENT);
  }

  @Test
  void saysHowLongItTakesAndWhoItIs() {
    assertThat(
            tester()
                .run(
                    client(
                        a ->
                            a.rtt(Duration.ofNanos(120_449_000))
                                .start(Deployments.NOW.minusSeconds(90)))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(CLIENT + ": round trip time 120.4 ms (reported above 100 ms)")
        .hasObserved(120.449)
        .hasLimit(100)
        .hasEvidence("account", "ACME")
        .hasEvidence("server_id", "ID-a1")
        .hasEvidence("cid", 10)
        .hasEvidence("client", "acme-app-1")
        .hasEvidence("address", "10.0.0.5:40010")
        .hasEvidence("age", "1m30s");
  }

  @Test
  void namesAClientWithoutANameByItsNumber() {
    assertThat(tester().run(client(a -> a.rtt(Duration.ofSeconds(1)).name(null))))
        .findsExactly("connection ACME/a1/cid 10");
  }

  @Test
  void passesOverLeafNodes() {
    assertThat(
            tester().run(client(a -> a.rtt(Duration.ofMillis(500)).kind(ConnectionKind.LEAF_NODE))))
        .passed();
  }

  @Test
  void passesOverClosedConnections() {
    Snapshot snapshot = client(a -> a.rtt(Duration.ofMillis(500)).stop(Deployments.NOW));
    Connection closed =
        Connection.builder("ID-a1", 99)
            .rtt(Duration.ofMillis(500))
            .stop(Deployments.NOW)
            .observedAt(Deployments.NOW)
            .build();

    assertThat(tester().run(snapshot)).passed();
    assertThat(tester().run(Deployments.healthy().addClosed(closed).snapshot())).passed();
  }

  @Test
  void aTimeThatIsNotMeasuredYetIsNoPass() {
    for (Duration none : Arrays.asList(null, Duration.ZERO)) {
      assertThat(tester().run(client(a -> a.rtt(none))))
          .passed()
          .hasGap(CLIENT, SkipReason.NOT_EVALUABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({"4999, 0", "5000, 1"})
  void doesNotTakeTheTimeOfALoginForARoundTrip(long age, int findings) {
    assertThat(
            tester()
                .run(
                    client(
                        a ->
                            a.rtt(Duration.ofMillis(150))
                                .observedAt(Deployments.NOW)
                                .start(Deployments.NOW.minusMillis(age)))))
        .hasFindings(findings);
  }

  @Test
  void looksAtTheConnectionsThatATruncatedListHolds() {
    Snapshot snapshot =
        DeploymentBuilder.from(client(a -> a.rtt(Duration.ofSeconds(1))))
            .missing(Section.CONNZ, "a1", Coverage.Status.TRUNCATED)
            .snapshot();

    assertThat(tester().run(snapshot)).hasFindings(1).hasGap("server A/a1", SkipReason.TRUNCATED);
  }

  private static Snapshot client(UnaryOperator<Connection.Builder> change) {
    return Deployments.healthy().connection("a1", 10, change).snapshot();
  }
}
