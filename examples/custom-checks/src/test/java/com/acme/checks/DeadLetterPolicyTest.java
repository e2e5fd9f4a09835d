package com.acme.checks;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.AckPolicy;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import io.natschecks.testkit.Recording;
import io.natschecks.testkit.Snapshots;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterPolicyTest extends CheckContract {

  private static final StreamId ORDERS = id("ORDERS");
  private static final String PAY = "consumer PROD/ORDERS/pay";
  private static final String ADVISORIES = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.";

  @Override
  protected DeadLetterPolicy check() {
    return new DeadLetterPolicy();
  }

  /** The default leaves nothing to look at. */
  @Override
  protected CheckTester tester() {
    return super.tester().with(DeadLetterPolicy.PRODUCTION_ACCOUNTS, List.of("PROD"));
  }

  @Override
  protected Snapshot healthy() {
    return shop(5).add(advisoriesKept(ADVISORIES + ">")).snapshot();
  }

  @Test
  void firesForAConsumerThatNeverGivesUp() {
    assertThat(tester().run(shop(-1).snapshot()))
        .lookedAt(1)
        .onlyFinding()
        .hasMessage(
            PAY + ": delivers a message that nobody can handle again and again (no max_deliver)");
  }

  @Test
  void firesWhereNothingKeepsWhatIsGivenUp() {
    assertThat(tester().run(shop(5).snapshot()))
        .onlyFinding()
        .hasMessage(
            PAY
                + ": gives a message up after 5 deliveries, and nothing keeps it: no stream"
                + " captures the advisory, and dead-letter-stream is not set")
        .hasEvidence("advisory", ADVISORIES + "ORDERS.pay");
  }

  @ParameterizedTest
  @CsvSource({
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.pay, true",
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.*, true",
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>, true",
    "$JS.EVENT.ADVISORY.*.*.*.*, true",
    "*.EVENT.>, true",
    ">, true",
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS, false",
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.pay.>, false",
    "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.ship, false",
    "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>, false",
    "events.>, false"
  })
  void knowsWhichStreamsKeepTheAdvisory(String subject, boolean kept) {
    Snapshot deployment = shop(5).add(advisoriesKept(subject)).snapshot();

    assertThat(tester().run(deployment)).hasFindings(kept ? 0 : 1);
  }

  @Test
  void doesNotBelieveInAStreamOfAnotherAccount() {
    Snapshot deployment =
        shop(5)
            .add(
                Deployments.healthyStream(
                    Deployments.stream("DEAD"), config -> config.subjects(List.of("$JS.EVENT.>"))))
            .snapshot();

    assertThat(tester().run(deployment)).hasFindings(1);
  }

  @Test
  void passesAStreamThatTheMetadataNames() {
    Snapshot deployment =
        shop(5)
            .consumerConfig(ORDERS, "pay", pay -> pay.metadata(deadLetterStream("ORDERS_DEAD")))
            .add(Deployments.healthyStream(id("ORDERS_DEAD"), config -> config))
            .snapshot();

    assertThat(tester().run(deployment)).passed();
  }

  @Test
  void firesForAStreamThatIsNotThere() {
    Snapshot deployment =
        shop(5)
            .consumerConfig(ORDERS, "pay", pay -> pay.metadata(deadLetterStream("GONE")))
            .snapshot();

    assertThat(tester().run(deployment))
        .onlyFinding()
        .hasMessage(PAY + ": its dead-letter stream GONE does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GONE"})
  void cannotTellWhatIsNotThereWhileAServerIsUnknown(String named) {
    Snapshot deployment =
        shop(5)
            .consumerConfig(
                ORDERS, "pay", pay -> named.isEmpty() ? pay : pay.metadata(deadLetterStream(named)))
            .missing(Section.JSZ_STREAMS, "a2", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(deployment)).findsNothing().hasGap(PAY, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void leavesOutConsumersThatDeliverOnce() {
    Snapshot deployment =
        shop(-1).consumerConfig(ORDERS, "pay", pay -> pay.ackPolicy(AckPolicy.NONE)).snapshot();

    assertThat(tester().run(deployment)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void looksAtNoAccountUnlessToldWhich() {
    assertThat(CheckTester.of(check()).run(shop(-1).snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void knowsAnAccountByItsName() {
    Snapshot deployment =
        Deployments.healthy().account(Deployments.ACME, acme -> acme.name("PROD")).snapshot();

    assertThat(tester().run(deployment)).lookedAt(6);
  }

  @Test
  void cannotTellWithoutAConfiguration() {
    Snapshot deployment = shop(5).consumer(ORDERS, "pay", pay -> pay.config(null)).snapshot();

    assertThat(tester().run(deployment)).hasGap(PAY, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void findsWhatWasRecorded() {
    assertThat(tester().run(Recording.of(getClass().getResource("shop.zip"))))
        .lookedAt(3)
        .findsExactly("consumer PROD/ORDERS/bill", "consumer PROD/ORDERS/audit");
  }

  @Provide
  Arbitrary<Snapshot> healthyDeployments() {
    return Snapshots.healthy();
  }

  @Property(tries = 30)
  void findsEveryConsumerOfAnAccountThatNeverGivesUp(
      @ForAll("healthyDeployments") Snapshot deployment) {
    assertThat(
            CheckTester.of(check())
                .with(DeadLetterPolicy.PRODUCTION_ACCOUNTS, List.of(Deployments.ACME))
                .run(deployment))
        .hasFindings(deployment.consumers().size());
  }

  private static DeploymentBuilder shop(long maxDeliver) {
    return Deployments.healthy()
        .add(Deployments.healthyStream(ORDERS, config -> config))
        .add(
            Deployments.healthyConsumer(
                ORDERS, "pay", config -> config.maxDeliver(Limit.fromServer(maxDeliver))));
  }

  private static io.natschecks.api.snapshot.Stream advisoriesKept(String subject) {
    return Deployments.healthyStream(
        id("DEAD_LETTERS"), config -> config.subjects(List.of(subject)));
  }

  private static Map<String, String> deadLetterStream(String name) {
    return Map.of("dead-letter-stream", name);
  }

  private static StreamId id(String name) {
    return new StreamId(Deployments.HUB, "PROD", name);
  }
}
