// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.api.monitor.Lease;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.monitor.AuditMonitor;
import io.natschecks.core.monitor.EventPublisher;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.store.FileHistoryStore;
import io.natschecks.examples.metrics.AuditMetrics;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Audits a NATS deployment for as long as the application runs. Each bean gives way to one of the
 * host. Every {@link AuditListener} of the host is told what is found.
 */
@AutoConfiguration
@ConditionalOnProperty(
    prefix = NatsChecksProperties.PREFIX,
    name = "enabled",
    matchIfMissing = true)
@EnableConfigurationProperties(NatsChecksProperties.class)
public class NatsChecksAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  SnapshotSource natsChecksSnapshotSource(NatsChecksProperties properties, SslBundles bundles) {
    HttpSnapshotSource overHttp =
        properties.monitors().isEmpty() ? null : overHttp(properties.monitors());
    if (!properties.urls().isEmpty()) {
      return new DeploymentSource(
          new Connectors(properties.tls(), bundles)
              .connector(NatsChecksProperties.PREFIX, properties.urls(), properties.login()),
          overHttp);
    }
    if (overHttp == null) {
      throw new ConfigException(
          "natschecks.urls: is empty; it names servers such as nats://127.0.0.1:4222, or"
              + " natschecks.monitors names monitoring ports");
    }
    return overHttp;
  }

  private static HttpSnapshotSource overHttp(List<String> monitors) {
    try {
      return HttpSnapshotSource.of(monitors.stream().map(URI::create).toList());
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message may hold a password.
      throw new ConfigException(
          "natschecks.monitors: the address of a monitoring port looks like"
              + " http://n1.example:8222");
    }
  }

  @Bean
  @ConditionalOnMissingBean
  AuditConfig natsChecksAuditConfig(ConfigurableEnvironment environment) {
    return AuditProperties.read(environment);
  }

  @Bean
  @ConditionalOnMissingBean
  CheckRegistry natsChecksRegistry() {
    return CheckRegistry.load();
  }

  @Bean
  @ConditionalOnMissingBean
  AuditMonitor natsChecksMonitor(
      NatsChecksProperties properties,
      SnapshotSource source,
      AuditConfig config,
      CheckRegistry registry,
      ObjectProvider<HistoryStore> history,
      ObjectProvider<Lease> lease,
      ObjectProvider<AuditListener> listeners) {
    Auditor.Builder auditor =
        Auditor.builder()
            .registry(registry)
            .config(config)
            .deadline(Durations.positive("natschecks.deadline", properties.deadline()));
    history.ifAvailable(auditor::history);
    AuditMonitor.Builder monitor =
        AuditMonitor.builder(source)
            .auditor(auditor)
            .interval(Durations.positive("natschecks.interval", properties.interval()))
            .longestPause(
                Durations.positive("natschecks.longest-pause", properties.longestPause()));
    lease.ifAvailable(monitor::lease);
    listeners.orderedStream().forEach(monitor::listener);
    return monitor.build();
  }

  @Bean
  @ConditionalOnMissingBean
  AuditMonitorLifecycle natsChecksLifecycle(AuditMonitor monitor) {
    return new AuditMonitorLifecycle(monitor);
  }

  @Bean
  @ConditionalOnMissingBean
  @Lazy
  SharedNats natsChecksShared(NatsChecksProperties properties, SslBundles bundles) {
    NatsChecksProperties.Shared shared = properties.shared();
    List<String> servers = shared.urls().isEmpty() ? properties.urls() : shared.urls();
    return new SharedNats(
        new Connectors(properties.tls(), bundles)
            .connector(NatsChecksProperties.PREFIX + ".shared", servers, shared.login()),
        shared);
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("natschecks.shared.lease-bucket")
  Lease natsChecksLease(NatsChecksProperties properties, SharedNats shared) {
    return shared.lease(required(properties.shared().leaseBucket()));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("natschecks.history.file")
  HistoryStore natsChecksFileHistory(NatsChecksProperties properties) {
    if (properties.shared().historyBucket() != null) {
      throw new ConfigException(
          "natschecks.history.file: the history is kept in natschecks.shared.history-bucket, and in"
              + " one place only");
    }
    return FileHistoryStore.of(required(properties.history().file()));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("natschecks.shared.history-bucket")
  HistoryStore natsChecksSharedHistory(NatsChecksProperties properties, SharedNats shared) {
    return shared.history(required(properties.shared().historyBucket()));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("natschecks.shared.event-stream")
  EventChannel natsChecksEvents(NatsChecksProperties properties, SharedNats shared) {
    return shared.events(required(properties.shared().eventStream()));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("natschecks.shared.event-stream")
  EventPublisher natsChecksPublisher(EventChannel channel, SharedNats shared) {
    return EventPublisher.to(channel, shared.instance());
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the condition of the bean has seen it");
    }
    return value;
  }

  /** Where there is Micrometer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterBinder.class)
  static class Metrics {

    /** The monitor tells it, and it asks the monitor: so one of them comes later. */
    @Bean
    @ConditionalOnMissingBean
    AuditMetrics natsChecksMetrics(ObjectProvider<AuditMonitor> monitor) {
      return new AuditMetrics(() -> monitor.getObject().status());
    }
  }

  /** Where there is the health of Spring Boot. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
  static class Healths {

    @Bean
    @ConditionalOnMissingBean(name = "natsChecksHealthIndicator")
    @ConditionalOnEnabledHealthIndicator("natschecks")
    NatsChecksHealthIndicator natsChecksHealthIndicator(
        AuditMonitor monitor, NatsChecksProperties properties) {
      return new NatsChecksHealthIndicator(
          monitor::status, new Status(properties.health().warning().name()));
    }
  }
}
