// region imports
package com.acme.checks;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.Deployments;
import io.natschecks.testkit.Recording;
import io.natschecks.testkit.Snapshots;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// endregion

// region contract
class StreamNamingTest extends CheckContract {

  @Override
  protected StreamNaming check() {
    return new StreamNaming();
  }

  // endregion

  // region deviation
  @Test
  void firesForANameInLowerCase() {
    Snapshot deployment =
        Deployments.healthy()
            .add(Deployments.healthyStream(Deployments.stream("orders-v2"), config -> config))
            .snapshot();

    assertThat(tester().run(deployment))
        .lookedAt(5)
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("stream ACME/orders-v2: the name matches none of the agreed patterns")
        .hasEvidence("name", "orders-v2")
        .hasEvidence("name_patterns", "[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
  }

  // endregion

  @ParameterizedTest
  @ValueSource(strings = {"A", "A1", "ORDERS_2024_V2", "KV_settings", "OBJ_images", "$MQTT_msgs"})
  void passes(String name) {
    assertThat(run(name)).passed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1A", "_A", "A_", "A__B", "ORDERS-V2", "kv_settings", "ORDERS "})
  void fires(String name) {
    assertThat(run(name)).hasFindings(1);
  }

  // region parameter
  @Test
  void takesOtherPatterns() {
    CheckTester tester =
        tester().with(StreamNaming.NAME_PATTERNS, List.of("ORDERS.*", "team-[a-z]+"));

    assertThat(tester.run(Deployments.healthy().snapshot()))
        .findsExactly("stream ACME/EVENTS", "stream ACME/READINGS");
  }

  // endregion

  @Test
  void isSkippedForAPatternThatIsNone() {
    assertThat(
            tester()
                .with(StreamNaming.NAME_PATTERNS, List.of("["))
                .run(Deployments.healthy().snapshot()))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  // region recording
  @Test
  void findsWhatWasRecorded() {
    Recording recording = Recording.of(getClass().getResource("shop.zip"));

    assertThat(tester().run(recording)).findsExactly("stream PROD/invoices-copy");
  }

  // endregion

  // region property
  @Provide
  Arbitrary<Snapshot> healthyDeployments() {
    return Snapshots.healthy();
  }

  @Property(tries = 50)
  void findsNothingInHealthyDeploymentsOfAnySize(
      @ForAll("healthyDeployments") Snapshot deployment) {
    assertThat(tester().run(deployment)).passed();
  }

  // endregion

  private CheckResult run(String name) {
    return tester()
        .run(
            Deployments.healthy()
                .add(Deployments.healthyStream(Deployments.stream(name), config -> config))
                .snapshot());
  }
}
