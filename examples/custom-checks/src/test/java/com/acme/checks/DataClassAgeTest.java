package com.acme.checks;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import io.natschecks.testkit.Recording;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataClassAgeTest extends CheckContract {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");
  private static final Duration MONTH = Duration.ofDays(30);

  @Override
  protected DataClassAge check() {
    return new DataClassAge();
  }

  /** Without a stream that has a class there would be nothing to hold the contract on. */
  @Override
  protected Snapshot healthy() {
    return deployment("personal", MONTH);
  }

  @ParameterizedTest
  @CsvSource({"PT720H, false", "PT720H0.001S, true", "PT1H, false", ", true"})
  void firesAboveTheAge(Duration maxAge, boolean fires) {
    assertThat(run("personal", maxAge)).lookedAt(1).hasFindings(fires ? 1 : 0);
  }

  @Test
  void saysHowLongAndHowLongIsAllowed() {
    assertThat(run("personal", Duration.ofDays(45)))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: keeps personal data for 45d0h (at most 30 days)")
        .hasObserved(45)
        .hasLimit(30)
        .hasEvidence("data_class", "personal");
    assertThat(run("personal", null))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: keeps personal data for ever (at most 30 days)");
  }

  @Test
  void saysOfWhichClassItKnowsNothing() {
    assertThat(run("persnal", null))
        .findsNothing()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesOtherClasses() {
    assertThat(
            tester()
                .with(DataClassAge.MAX_AGE_DAYS, Map.of("payment", 3_650L, "personal", 7L))
                .run(deployment("payment", Duration.ofDays(3_651))))
        .onlyFinding()
        .hasLimit(3_650);
  }

  @Test
  void cannotTellWithoutAConfiguration() {
    Snapshot deployment =
        Deployments.healthy().stream(
                ORDERS, orders -> new Stream(ORDERS, orders.created(), null, orders.views()))
            .snapshot();

    assertThat(tester().run(deployment)).hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void findsWhatWasRecorded() {
    assertThat(tester().run(Recording.of(getClass().getResource("shop.zip"))))
        .lookedAt(2)
        .onlyFinding()
        .hasMessage("stream PROD/ORDERS: keeps personal data for 90d0h (at most 30 days)");
  }

  @Property(tries = 100)
  void firesForEveryAgeAboveTheLimitAndForNoOther(
      @ForAll @LongRange(min = 1, max = 10_000) long days,
      @ForAll @LongRange(min = 1, max = 10_000) long allowed) {
    CheckResult result =
        tester()
            .with(DataClassAge.MAX_AGE_DAYS, Map.of("personal", allowed))
            .run(deployment("personal", Duration.ofDays(days)));

    assertThat(result).hasFindings(days > allowed ? 1 : 0);
  }

  private CheckResult run(String dataClass, Duration maxAge) {
    return tester().run(deployment(dataClass, maxAge));
  }

  private static Snapshot deployment(String dataClass, Duration maxAge) {
    return Deployments.healthy()
        .streamConfig(
            ORDERS, config -> config.maxAge(maxAge).metadata(Map.of("data-class", dataClass)))
        .snapshot();
  }
}
