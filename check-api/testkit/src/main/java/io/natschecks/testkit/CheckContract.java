// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What holds for every check: it is registered, pure and without state, answers the same whatever
 * the order of its input and the number of threads, finds nothing in a healthy deployment, is
 * skipped where it knows nothing, never throws, and explains what it finds. A test class extends it
 * and says which check it is about.
 *
 * @since 0.1
 */
public abstract class CheckContract {

  private static final int SEEDS = 100;
  private static final int THREADS = 8;
  private static final Pattern EVIDENCE_NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** Made once for all checks. */
  private static final class Healthy {
    static final Snapshot NOW = Deployments.healthy().snapshot();
    static final List<Snapshot> PAST = Deployments.past(6, Duration.ofMinutes(5));
  }

  /** For subclasses. */
  protected CheckContract() {}

  /**
   * The check.
   *
   * @return a new instance, or always the same
   */
  protected abstract Check check();

  /**
   * A deployment in which the check finds nothing.
   *
   * @return unless overridden, {@link Deployments#healthy()}
   */
  protected Snapshot healthy() {
    return Healthy.NOW;
  }

  /**
   * The past of {@link #healthy()}.
   *
   * @return unless overridden, six snapshots five minutes apart
   */
  protected List<Snapshot> healthyPast() {
    return Healthy.PAST;
  }

  /**
   * The tester of the check.
   *
   * @return unless overridden, one with the default of every parameter
   */
  protected CheckTester tester() {
    return CheckTester.of(check());
  }

  /**
   * Whether the check is found by {@link ServiceLoader}.
   *
   * @return true unless overridden by the test of a check that its host registers by hand
   */
  protected boolean isRegistered() {
    return true;
  }

  @Test
  void isFoundByTheServiceLoader() {
    Class<?> type = check().getClass();
    assumeTrue(isRegistered(), "it is registered by hand");
    assertThat(ServiceLoader.load(Check.class, type.getClassLoader()).stream())
        .as(
            "checks that are found; add %s to META-INF/services/%s, or to provides in module-info",
            type.getName(), Check.class.getName())
        .anyMatch(provider -> provider.type() == type);
  }

  @Test
  void keepsNoState() {
    assertThat(Purity.changeableFields(check().getClass()))
        .as("fields of the check that are not final")
        .isEmpty();
  }

  @Test
  void knowsNothingButItsContext() {
    assertThat(Purity.forbiddenCalls(check().getClass()))
        .as("clocks, chance, environment, logging, input and output that the check calls")
        .isEmpty();
  }

  @Test
  void alwaysGivesTheSameDescriptor() {
    Check check = check();
    assertThat(check.descriptor()).isSameAs(check.descriptor());
    assertThat(check().descriptor().code()).isEqualTo(check.descriptor().code());
  }

  @Test
  void isSkippedWhereNothingIsKnown() {
    assertThat(tester().run(Snapshot.builder(Deployments.NOW).build())).skipped();
  }

  @Test
  void findsNothingInAHealthyDeployment() {
    assertThat(tester().run(healthy())).findsNothing();
    assertThat(tester().after(healthyPast()).run(healthy())).findsNothing();
  }

  @Test
  void findsNothingWhenAHealthyServerIsAdded() {
    Snapshot larger =
        DeploymentBuilder.from(healthy())
            .add(new HealthyServers(new HealthyClock(healthy().takenAt())).oneMore())
            .snapshot();
    assertThat(tester().after(healthyPast()).run(larger)).findsNothing();
  }

  @Test
  void isSkippedWithoutASectionThatItRequires() {
    CheckTester tester = tester().after(healthyPast());
    Snapshot healthy = healthy();
    for (Section section : check().descriptor().requires()) {
      for (Coverage.Status status : Coverage.Status.values()) {
        if (status != Coverage.Status.GATHERED) {
          Snapshot without = DeploymentBuilder.from(healthy).missing(section, status).snapshot();
          assertThat(tester.run(without)).skipped(SkipReason.of(status));
        }
      }
    }
  }

  @Test
  void saysOfWhichServersItKnowsNothing() {
    Set<Section> required = check().descriptor().requires();
    CheckTester tester = tester().after(healthyPast());
    List<CheckResult> results = new ArrayList<>();
    for (Server server : healthy().servers()) {
      DeploymentBuilder without = DeploymentBuilder.from(healthy());
      required.forEach(
          section -> without.missing(section, server.name(), Coverage.Status.TIMED_OUT));
      results.add(tester.run(without.snapshot()));
    }
    assertThat(required.isEmpty() || results.stream().anyMatch(each -> each.notLookedAt() > 0))
        .as(
            "whether a gap tells of a server without %s; without the first one it is %s",
            required, Shown.result(results.get(0)))
        .isTrue();
  }

  @Test
  void neverThrows() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = RandomSnapshots.kept(seed, RandomSnapshots.HOSTILE_NAMES);
      List<Snapshot> past =
          List.of(RandomSnapshots.kept(seed + SEEDS, RandomSnapshots.HOSTILE_NAMES));
      try {
        tester().run(snapshot);
        tester().after(past).run(snapshot);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            check().descriptor() + " throws " + e + " on random snapshot " + seed, e);
      }
    }
  }

  @Test
  void givesFindingsTheirForm() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Snapshot> past =
          List.of(RandomSnapshots.kept(seed + SEEDS, RandomSnapshots.PLAIN_NAMES));
      tester()
          .after(past)
          .run(RandomSnapshots.kept(seed, RandomSnapshots.PLAIN_NAMES))
          .findings()
          .forEach(this::hasItsForm);
    }
  }

  @Test
  void givesForecastsTheirForm() {
    CheckDescriptor descriptor = check().descriptor();
    for (Forecast forecast : tester().after(healthyPast()).run(healthy()).forecasts()) {
      String shown = Shown.forecast(forecast);
      assertThat(forecast.code()).as(shown).isEqualTo(descriptor.code());
      assertThat(forecast.entity().type()).as(shown).isEqualTo(descriptor.entity());
      assertThat(descriptor.severities()).as(shown).contains(forecast.severity());
      assertThat(forecast.at()).as(shown).isAfter(healthy().takenAt());
      assertThat(forecast.message()).as(shown).startsWith(forecast.entity().label() + ": ");
    }
  }

  private void hasItsForm(Finding finding) {
    CheckDescriptor descriptor = check().descriptor();
    String shown = Shown.finding(finding);
    assertThat(finding.code()).as(shown).isEqualTo(descriptor.code());
    assertThat(finding.entity().type()).as(shown).isEqualTo(descriptor.entity());
    assertThat(descriptor.severities()).as(shown).contains(finding.severity());
    assertThat(finding.message())
        .as(shown)
        .startsWith(finding.entity().label() + ": ")
        .hasSizeGreaterThan(finding.entity().label().length() + 2)
        .doesNotContainPattern("[\\r\\n]");
    assertThat(finding.evidence().observed()).as("observed value of " + shown).isNotNull();
    assertThat(finding.evidence().items())
        .as("names of the evidence of " + shown)
        .extracting(Evidence.Item::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> EVIDENCE_NAME.matcher(name).matches());
  }

  @Test
  void answersTheSameForTheSame() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = RandomSnapshots.kept(seed, RandomSnapshots.HOSTILE_NAMES);
      List<Snapshot> past =
          List.of(RandomSnapshots.kept(seed + SEEDS, RandomSnapshots.HOSTILE_NAMES));
      CheckResult first = tester().after(past).run(snapshot);
      assertThat(tester().after(past).run(snapshot)).as("run again").isEqualTo(first);
      assertThat(tester().after(past).run(RandomSnapshots.keptShuffled(seed)))
          .as("run with other input order")
          .isEqualTo(first);
    }
  }

  @Test
  void answersTheSameToManyThreads() throws Exception {
    CheckTester tester = tester().after(healthyPast());
    List<Callable<CheckResult>> runs = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      runs.add(() -> tester.run(RandomSnapshots.kept(7, RandomSnapshots.PLAIN_NAMES)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CheckResult alone = runs.get(0).call();
      for (Future<CheckResult> result : threads.invokeAll(runs)) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
