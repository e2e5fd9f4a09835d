// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenUsersTest extends CheckContract {

  @Override
  protected BearerTokenUsers check() {
    return new BearerTokenUsers();
  }

  private static final String USER_KEY = "U" + "B".repeat(55);
  private static final String ACCOUNT_KEY = "A" + "C".repeat(55);

  @Test
  void firesForAUserWhoseTokenSaysSo() {
    assertThat(tester().run(client(a -> a.bearer(true).user("sensor"))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("user ACME/sensor: 1 open connection with a bearer token (claim in its JWT)")
        .hasEvidence("bearer", "claim in its JWT")
        .hasEvidence("user", "sensor")
        .hasEvidence("account", "ACME")
        .hasEvidence("connections", 1)
        .hasEvidence("client_names", "acme-app-1");
  }

  @Test
  void staysSilentWithoutOpenConnections() {
    Connection closed =
        Connection.builder("ID-a1", 99)
            .account("ACME")
            .user("sensor")
            .bearer(true)
            .stop(Deployments.NOW)
            .observedAt(Deployments.NOW)
            .build();

    assertThat(tester().run(Deployments.healthy().addClosed(closed).snapshot())).passed();
    assertThat(tester().run(client(a -> a.bearer(true).user("sensor").stop(Deployments.NOW))))
        .passed();
  }

  @Test
  void staysSilentForOtherTokensHoweverManyConnectionsTheyHave() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .connections(
                            all ->
                                all.stream()
                                    .map(
                                        each ->
                                            each.toBuilder()
                                                .user(USER_KEY)
                                                .issuerKey(ACCOUNT_KEY)
                                                .bearer(false)
                                                .build())
                                    .toList())
                        .snapshot()))
        .passed();
  }

  @Test
  void staysSilentForUsersOfConfigurationFiles() {
    assertThat(tester().run(client(a -> a.bearer(null).user("admin")))).passed();
    // A user that signs with an nkey has a key for a name, but nobody issued it.
    assertThat(tester().run(client(a -> a.bearer(null).user(USER_KEY)))).passed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.11.17", "2.12.8", "2.14.0", "2.15.1"})
  void infersItWhereTheReleaseHidesBearerTokens(String version) {
    assertThat(tester().run(hidden(version)))
        .onlyFinding()
        .hasMessageContaining("(inferred: its servers hide the JWTs of bearer users)")
        .hasEvidence("bearer", "inferred: its servers hide the JWTs of bearer users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9.10", "2.11.16", "2.12.7", ""})
  void cannotTellWhereTheReleaseShouldShowTheTokenAndDoesNot(String version) {
    assertThat(tester().run(hidden(version)))
        .passed()
        .hasGap("user ACME/UBBBBBBB...", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void aClaimOnOneServerWinsOverAnInferenceOnAnother() {
    Snapshot snapshot =
        DeploymentBuilder.from(hidden("2.15.1"))
            .connection("a2", 10, a -> a.bearer(true).user(USER_KEY).issuerKey(ACCOUNT_KEY))
            .snapshot();

    assertThat(tester().run(snapshot))
        .onlyFinding()
        .hasEvidence("bearer", "claim in its JWT")
        .hasEvidence("connections", 2);
  }

  @Test
  void ignoresConnectionsWithoutAUser() {
    assertThat(tester().run(client(a -> a.bearer(true).user(null)))).passed();
  }

  private static Snapshot hidden(String version) {
    return DeploymentBuilder.from(client(a -> a.bearer(null).user(USER_KEY).issuerKey(ACCOUNT_KEY)))
        .server("a1", a1 -> a1.version(ServerVersion.parse(version)))
        .snapshot();
  }

  private static Snapshot client(UnaryOperator<Connection.Builder> change) {
    return Deployments.healthy().connection("a1", 10, change).snapshot();
  }
}
