// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.api.monitor.Lease;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.monitor.AuditMonitor;
import io.natschecks.core.monitor.EventPublisher;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.report.AuditReport;
import io.natschecks.examples.Audits;
import io.natschecks.examples.metrics.AuditMetrics;
import io.natschecks.testkit.Deployments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NatsChecksAutoConfigurationTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ApplicationContextRunner empty =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, NatsChecksAutoConfiguration.class));

  /** A deployment that is healthy whenever it is looked at. */
  private final ApplicationContextRunner healthy =
      empty.withBean(SnapshotSource.class, () -> plan -> Deployments.healthy().snapshot());

  @Test
  void auditsForAsLongAsTheApplicationRuns() {
    AuditMonitor[] monitor = new AuditMonitor[1];
    healthy.run(
        context -> {
          monitor[0] = context.getBean(AuditMonitor.class);
          await().atMost(SOON).until(() -> monitor[0].status().state() == State.WATCHING);
          assertThat(context).hasSingleBean(AuditMetrics.class);
          assertThat(context).hasSingleBean(NatsChecksHealthIndicator.class);
        });

    assertThat(monitor[0].status().state()).isEqualTo(State.CLOSED);
  }

  @Test
  void isNotThereWhenItIsTurnedOff() {
    empty
        .withPropertyValues("natschecks.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(AuditMonitor.class));
  }

  @Test
  void tellsEveryListenerOfTheHost() {
    List<String> heard = new CopyOnWriteArrayList<>();
    healthy
        .withBean(
            AuditListener.class,
            () ->
                new AuditListener() {
                  @Override
                  public void audited(AuditReport report) {
                    heard.add(report.source());
                  }
                })
        .run(context -> await().atMost(SOON).until(() -> !heard.isEmpty()));
  }

  @Test
  void givesWayToBeansOfTheHost() {
    AuditConfig config = AuditConfig.builder().maxFindings(7).build();
    CheckRegistry registry = CheckRegistry.of(List.of(Audits.passing("ACME_001")));
    healthy
        .withBean(AuditConfig.class, () -> config)
        .withBean(CheckRegistry.class, () -> registry)
        .withBean(
            "natsChecksHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
        .run(
            context -> {
              assertThat(context).getBean(AuditConfig.class).isSameAs(config);
              assertThat(context).getBean(CheckRegistry.class).isSameAs(registry);
              assertThat(context).hasSingleBean(SnapshotSource.class);
              assertThat(context).doesNotHaveBean(NatsChecksHealthIndicator.class);
              await()
                  .atMost(SOON)
                  .until(
                      () -> {
                        var report = context.getBean(AuditMonitor.class).status().lastReport();
                        return report != null && report.checks().size() == 1;
                      });
            });
  }

  @Test
  void worksWithoutMicrometerAndWithoutHealth() {
    healthy
        .withClassLoader(new FilteredClassLoader(MeterBinder.class, HealthIndicator.class))
        .run(
            context -> {
              assertThat(context).hasSingleBean(AuditMonitor.class);
              assertThat(context).doesNotHaveBean(AuditMetrics.class);
              assertThat(context).doesNotHaveBean(NatsChecksHealthIndicator.class);
            });
  }

  @Test
  void healthCanBeTurnedOff() {
    healthy
        .withPropertyValues("management.health.natschecks.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(NatsChecksHealthIndicator.class));
  }

  @Test
  void startsWhereNobodyAnswersAndSaysSo() {
    empty
        .withPropertyValues(
            "natschecks.urls=nats://127.0.0.1:1",
            "natschecks.login.user=sys",
            "natschecks.login.password=very-secret")
        .run(
            context -> {
              AuditMonitor monitor = context.getBean(AuditMonitor.class);
              await().atMost(SOON).until(() -> monitor.status().state() == State.CANNOT_SEE);
              assertThat(monitor.status().problem())
                  .isEqualTo("NATS at nats://127.0.0.1:1 does not answer");
              assertThat(context.getBean(NatsChecksProperties.class).toString())
                  .doesNotContain("very-secret");
            });
  }

  @Test
  void monitoringPortsAreEnough() {
    empty
        .withPropertyValues("natschecks.monitors=http://127.0.0.1:1")
        .run(context -> assertThat(context).hasSingleBean(HttpSnapshotSource.class));
  }

  @Test
  void sharesWhatIsNamed() {
    healthy
        .withPropertyValues(
            "natschecks.urls=nats://127.0.0.1:1",
            "natschecks.shared.lease-bucket=CHECKS",
            "natschecks.shared.history-bucket=HISTORY",
            "natschecks.shared.event-stream=CHECKS")
        .run(
            context -> {
              assertThat(context)
                  .getBean(Lease.class)
                  .extracting(Lease::name)
                  .isEqualTo("CHECKS/nats.lease");
              assertThat(context).hasSingleBean(HistoryStore.class);
              assertThat(context).hasSingleBean(EventChannel.class);
              assertThat(context).hasSingleBean(EventPublisher.class);
              AuditMonitor monitor = context.getBean(AuditMonitor.class);
              await().atMost(SOON).until(() -> monitor.status().state() == State.CANNOT_SEE);
              assertThat(monitor.status().problem())
                  .startsWith("It is not known who audits the deployment.");
            });
  }

  @Test
  void keysOfTheAuditKeepTheirUnderscores() {
    healthy
        .withPropertyValues("natschecks.audit.checks.ACCOUNTS_001.parameters.warn_percent=42")
        .run(
            context ->
                assertThat(
                        context
                            .getBean(AuditConfig.class)
                            .settings("ACCOUNTS_001")
                            .parameters()
                            .get("warn_percent"))
                    .asString()
                    .startsWith("42"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "natschecks.urls=|natschecks.urls: is empty",
        "natschecks.urls=http://a:1|'http://a:1' is not an address",
        "natschecks.urls=nats://u:very-secret@a:1|belongs into the login",
        "natschecks.monitors=ftp://u:very-secret@a|http://n1.example:8222",
        "natschecks.login.credentials=/no/such.creds|there is no file /no/such.creds",
        "natschecks.login.nkey=/no/such.nk|there is no file /no/such.nk",
        "natschecks.login.user=sys|user and password go together",
        "natschecks.login.password=very-secret|user and password go together",
        "natschecks.login.token=very-secret;natschecks.login.nkey=x|only one of",
        "natschecks.tls.bundle=mine|there is no SSL bundle 'mine'",
        "natschecks.interval=0s|natschecks.interval: is longer than zero",
        "natschecks.deadline=0s|natschecks.deadline: is longer than zero",
        "natschecks.longest-pause=-1s|natschecks.longest-pause: is longer than zero",
        "natschecks.shared.lease-bucket=a b|natschecks.shared.lease-bucket: has letters",
        "natschecks.shared.event-stream=a;natschecks.shared.replicas=9|is 1 to 5, not 9",
        "natschecks.history.file=x;natschecks.shared.history-bucket=y|in one place only",
        "natschecks.audit.timeBudgets=1s|timeBudgets",
        "natschecks.audit.checks.ACCOUNTS_001.severity=bad|natschecks.audit.checks.ACCOUNTS_001.severity",
        "natschecks.audit.checks.ACCOUNTS_01.severity=info|ACCOUNTS_001"
      })
  void aWrongConfigurationEndsTheStartWithOneSentence(String properties, String sentence) {
    empty
        .withPropertyValues("natschecks.urls=nats://127.0.0.1:1")
        .withPropertyValues(properties.split(";"))
        .run(
            context -> {
              assertThat(context).hasFailed();
              FailureAnalysis analysis =
                  new ConfigExceptionAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription())
                  .contains(sentence)
                  .doesNotContain("very-secret")
                  .doesNotContain("\n");
              assertThat(context.getStartupFailure()).hasStackTraceContaining("ConfigException");
              assertThat(context.getStartupFailure().toString()).doesNotContain("very-secret");
            });
  }

  @Test
  void aKeyThatIsNotKnownEndsTheStart() {
    healthy
        .withPropertyValues("natschecks.intervall=1m", "natschecks.audit.skip=OPT_IDLE")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("natschecks.intervall")
                    .rootCause()
                    .message()
                    .doesNotContain("audit"));
  }

  @Test
  void anSslBundleIsNamedOnlyIfItExists(@TempDir Path folder) throws IOException {
    Path damaged = Files.writeString(folder.resolve("ca.pem"), "not a certificate");
    empty
        .withPropertyValues(
            "natschecks.urls=tls://127.0.0.1:1",
            "natschecks.tls.bundle=nats",
            "spring.ssl.bundle.pem.nats.truststore.certificate=" + damaged.toUri())
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("the SSL bundle 'nats' cannot be used"));
  }

  @Test
  void aSourceThatSeesNothingIsToldByHealth() {
    empty
        .withBean(
            SnapshotSource.class,
            () ->
                plan -> {
                  throw new SnapshotException("Nothing there");
                })
        .run(
            context -> {
              NatsChecksHealthIndicator health = context.getBean(NatsChecksHealthIndicator.class);
              await()
                  .atMost(SOON)
                  .until(() -> "Nothing there".equals(health.health().getDetails().get("problem")));
            });
  }
}
