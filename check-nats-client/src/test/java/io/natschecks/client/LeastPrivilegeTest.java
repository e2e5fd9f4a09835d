// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.Mirror;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users with the permissions in docs/least-privilege see what users with all permissions see; for
 * want of any single one the loss is reported.
 */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeTest {

  private static final Set<Section> JETSTREAM =
      EnumSet.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
  private static final String PRIVATE_INBOX = "_CHECKS";

  /** Large enough for flow control. */
  private static final byte[] HISTORY = new byte[24 << 20];

  private final String release;
  private final LeastPrivilege system;
  private final LeastPrivilege further;
  private final LeastPrivilege own;
  private final LeastPrivilege bucket;
  private NatsCluster cluster;
  private Connection tenant;

  LeastPrivilegeTest(String release) {
    this.release = release;
    this.system = LeastPrivilege.of("system-account.conf");
    this.further = LeastPrivilege.of("further-account.conf").in(release);
    this.own = LeastPrivilege.of("own-account.conf").in(release);
    this.bucket = LeastPrivilege.of("history-bucket.conf");
  }

  @BeforeAll
  void start() throws Exception {
    cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    NatsServerProcess server = cluster.server("c1");
    server.rewriteConfiguration(
        text ->
            text.replace(
                    "{user: \"acme\", password: \"secret\"}",
                    "{user: \"acme\", password: \"secret\"}"
                        + users("further", further)
                        + users("own", own)
                        + users("bucket", bucket))
                .replace(
                    "{user: \"sys\", password: \"sys-password\"}",
                    "{user: \"sys\", password: \"sys-password\"}"
                        + users("system", system)
                        + ","
                        + system
                            .map(each -> each.replace("_INBOX", PRIVATE_INBOX))
                            .user("private")));
    server.reload();
    Eventually.until(
        "the users exist",
        Duration.ofSeconds(20),
        () -> {
          connect("private").close();
          return true;
        });
    tenant = Clients.connect(cluster, "ACME", "c1");
    populate();
  }

  private static String users(String name, LeastPrivilege permissions) {
    return ","
        + permissions.user(name)
        + permissions.lackingUsers(name).map(each -> "," + each).collect(Collectors.joining());
  }

  private void populate() throws Exception {
    JetStreamManagement management = tenant.jetStreamManagement();
    Eventually.until(
        "JetStream takes streams",
        Duration.ofSeconds(30),
        () -> {
          management.addStream(
              StreamConfiguration.builder().name("ORDERS").subjects("orders.>").build());
          return true;
        });
    // The consumer of a mirror is hidden, so that names have to be asked for.
    management.addStream(
        StreamConfiguration.builder()
            .name("COPY")
            .mirror(Mirror.builder().sourceName("ORDERS").build())
            .build());
    management.addOrUpdateConsumer(
        "ORDERS", ConsumerConfiguration.builder().durable("worker").build());
    Eventually.until(
        "the mirror consumes",
        Duration.ofSeconds(30),
        () -> management.getStreamInfo("ORDERS").getStreamState().getConsumerCount() == 2);
    new ServiceBuilder()
        .connection(tenant)
        .name("quote")
        .version("1.2.0")
        .addServiceEndpoint(
            ServiceEndpoint.builder().endpointName("quote").handler(message -> {}).build())
        .build()
        .startService();
    tenant.flush(Duration.ofSeconds(5));
  }

  @AfterAll
  void stop() throws Exception {
    if (tenant != null) {
      tenant.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theSystemAccountShowsAllThatFullPermissionsShow() throws Exception {
    try (Connection full = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1");
        Connection least = connect("system")) {
      Snapshot all = NatsSnapshotSource.of(full).take(SnapshotPlan.everything());
      Snapshot seen = NatsSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(entities(seen)).isEqualTo(entities(all));
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  @Test
  void anInboxOfItsOwnShowsAsMuch() throws Exception {
    try (Connection full = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1");
        Connection least = Nats.connect(options("private").inboxPrefix(PRIVATE_INBOX).build())) {
      Snapshot all = NatsSnapshotSource.of(full).take(SnapshotPlan.everything());
      Snapshot seen = NatsSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(entities(seen)).isEqualTo(entities(all));
    }
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> theSystemAccountReportsTheLossOfEach() {
    return system.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> systemWithout(subject)));
  }

  private void systemWithout(String subject) throws Exception {
    try (Connection lacking = connect(LeastPrivilege.name("system", subject))) {
      NatsSnapshotSource source = NatsSnapshotSource.of(lacking);
      if (subject.endsWith(".STATSZ")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageContaining("the user may not publish to $SYS.REQ.SERVER.PING.STATSZ");
        return;
      }
      if (subject.equals("_INBOX.>")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageContaining("the user may not subscribe to its inbox");
        return;
      }
      Set<Entry> lost = lost(source.take(SnapshotPlan.everything()));
      if (subject.endsWith(".RAFTZ") && release.equals("2.9")) {
        assertThat(lost).isEmpty();
        return;
      }
      assertThat(lost).isNotEmpty();
      assertThat(lost)
          .allSatisfy(
              entry -> {
                assertThat(entry.status()).isEqualTo(Status.REFUSED);
                assertThat(entry.detail()).endsWith("the user may not publish to " + subject);
              });
    }
  }

  /** What is missing, but for what the release does not have. */
  private static Set<Entry> lost(Snapshot snapshot) {
    Set<Entry> lost = new LinkedHashSet<>();
    for (Section section : Section.values()) {
      lost.add(snapshot.coverage().of(section));
      lost.addAll(snapshot.coverage().exceptions(section).values());
    }
    lost.removeIf(each -> each.isGathered() || each.status() == Status.NOT_IN_RELEASE);
    return lost;
  }

  /** What is there, whatever it counts. */
  private static List<Object> entities(Snapshot snapshot) {
    return List.of(
        snapshot.servers().stream().map(Server::id).collect(Collectors.toSet()),
        snapshot.accounts().stream().map(Account::id).collect(Collectors.toSet()),
        snapshot.streams().stream().map(Stream::id).collect(Collectors.toSet()),
        snapshot.consumers().stream().map(LeastPrivilegeTest::key).collect(Collectors.toSet()),
        snapshot.connections().stream()
            .map(each -> each.serverId() + "/" + each.cid())
            .collect(Collectors.toSet()),
        snapshot.services().stream().map(Service::name).collect(Collectors.toSet()),
        snapshot.metaGroups().size(),
        snapshot.raftNodes().size(),
        snapshot.routes().size());
  }

  private static String key(Consumer consumer) {
    return consumer.stream() + "/" + consumer.name() + "/" + consumer.serverId();
  }

  @Test
  void aFurtherAccountTellsItsServicesAndFailures() throws Exception {
    Snapshot seen = withFurther("further");

    assertThat(seen.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
    assertThat(version(seen)).isEqualTo("1.2.0");
    ApiErrors heard = seen.apiErrors();
    assertThat(heard.accounts()).containsExactly("ACME");
    assertThat(heard.unheard()).isEmpty();
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> aFurtherAccountReportsTheLossOfEach() {
    return further.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> furtherWithout(subject)));
  }

  private void furtherWithout(String subject) throws Exception {
    Snapshot seen = withFurther(LeastPrivilege.name("further", subject));
    Entry services = seen.coverage().of(Section.SERVICES);
    ApiErrors heard = seen.apiErrors();

    switch (subject) {
      case "$JS.EVENT.ADVISORY.API" -> {
        assertThat(heard.unheard()).containsExactly("ACME");
        assertThat(heard.accounts()).isEmpty();
        assertThat(version(seen)).isEqualTo("1.2.0");
      }
      case "$SRV.INFO" -> {
        assertThat(services.detail())
            .isEqualTo("account ACME: the user may not publish to $SRV.INFO");
        assertThat(version(seen)).isNull();
        assertThat(heard.unheard()).isEmpty();
      }
      default -> {
        assertThat(services.detail())
            .startsWith("account own account: the id of the account is not known: the user may not")
            .endsWith(subject.equals("_INBOX.>") ? "subscribe to its inbox" : "to " + subject);
        assertThat(version(seen)).isNull();
        assertThat(heard.unheard()).containsExactly("own account");
      }
    }
  }

  private Snapshot withFurther(String user) throws Exception {
    try (Connection monitor = connect("system");
        Connection account = connect(user);
        NatsSnapshotSource source =
            NatsSnapshotSource.builder(monitor)
                .accounts(List.of(account))
                .listenForApiErrors()
                .build()) {
      return source.take(SnapshotPlan.of(Set.of(Section.SERVICES)));
    }
  }

  private static String version(Snapshot snapshot) {
    return snapshot.services().get(0).instances().get(0).version();
  }

  @Test
  void theOwnAccountShowsAllThatFullPermissionsShow() throws Exception {
    try (Connection least = connect("own")) {
      Snapshot all = JetStreamSnapshotSource.of(tenant).take(SnapshotPlan.everything());
      Snapshot seen = JetStreamSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(entities(seen)).isEqualTo(entities(all));
      assertThat(seen.streams()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(version(seen)).isEqualTo("1.2.0");
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> theOwnAccountReportsTheLossOfEach() {
    return own.subjects().stream().map(subject -> dynamicTest(subject, () -> ownWithout(subject)));
  }

  private void ownWithout(String subject) throws Exception {
    try (Connection lacking = connect(LeastPrivilege.name("own", subject))) {
      JetStreamSnapshotSource source = JetStreamSnapshotSource.of(lacking);
      if (subject.equals("$JS.API.INFO") || subject.equals("_INBOX.>")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageStartingWith("The JetStream API cannot be asked: the user may not");
        return;
      }
      Snapshot seen = source.take(SnapshotPlan.everything());
      Entry streams = seen.coverage().of(Section.JSZ_STREAMS);
      Entry consumers = seen.coverage().of(Section.JSZ_CONSUMERS);
      switch (subject) {
        case "$JS.API.STREAM.LIST" -> {
          assertThat(streams.status()).isEqualTo(Status.REFUSED);
          assertThat(consumers).isEqualTo(streams);
          assertThat(streams.detail()).isEqualTo("the user may not publish to " + subject);
        }
        case "$JS.API.STREAM.NAMES" -> {
          assertThat(streams.status()).isEqualTo(Status.TRUNCATED);
          assertThat(streams.detail()).endsWith("the user may not publish to " + subject);
          assertThat(seen.streams()).hasSizeGreaterThanOrEqualTo(2);
        }
        case "$JS.API.CONSUMER.LIST.*" -> {
          assertThat(consumers.status()).isEqualTo(Status.REFUSED);
          assertThat(consumers.detail()).contains("may not publish to $JS.API.CONSUMER.LIST.");
          assertThat(seen.consumers()).isEmpty();
        }
        case "$JS.API.CONSUMER.NAMES.*" -> {
          assertThat(consumers.status()).isEqualTo(Status.TRUNCATED);
          assertThat(consumers.detail()).contains("may not publish to $JS.API.CONSUMER.NAMES.");
          assertThat(seen.consumers()).extracting(Consumer::name).contains("worker");
        }
        case "$SRV.INFO" -> {
          Entry services = seen.coverage().of(Section.SERVICES);
          assertThat(services.status()).isEqualTo(Status.REFUSED);
          assertThat(services.detail()).endsWith(subject);
        }
        default -> {
          assertThat(streams.isGathered()).isTrue();
          assertThat(streams.detail())
              .isEqualTo(
                  "the id of the account is not known: the user may not publish to " + subject);
          assertThat(seen.accounts()).extracting(Account::id).containsExactly("own account");
        }
      }
      assertThat(JETSTREAM.stream().map(each -> seen.coverage().of(each).detail()))
          .anyMatch(detail -> !detail.isEmpty() || subject.equals("$SRV.INFO"));
    }
  }

  @Test
  void aHistoryIsKeptInABucket() throws Exception {
    try (Connection least = connect("bucket")) {
      BucketHistoryStore store = store(least);
      store.replace(out -> out.write(1));
      store.replace(out -> out.write(HISTORY));
      assertThat(read(store)).isEqualTo(HISTORY);
      assertThat(store.setAside()).contains("history.damaged");
      assertThat(store.open()).isNull();
      store.replace(out -> out.write(HISTORY));
      store.setAside();
      assertThat(least.getLastError()).isNullOrEmpty();
      tenant.objectStoreManagement().delete("CHECKS");
    }
  }

  @TestFactory
  java.util.stream.Stream<DynamicTest> aBucketReportsTheLossOfEach() {
    return bucket.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> bucketWithout(subject)));
  }

  private void bucketWithout(String subject) throws Exception {
    boolean creating = subject.contains(".STREAM.CREATE.");
    if (creating) {
      tenant
          .objectStoreManagement()
          .getBucketNames()
          .forEach(
              each -> {
                try {
                  tenant.objectStoreManagement().delete(each);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
    } else {
      store(tenant).replace(out -> out.write(HISTORY));
    }
    try (Connection lacking = connect(LeastPrivilege.name("bucket", subject))) {
      assertThatThrownBy(
              () -> {
                BucketHistoryStore store = store(lacking);
                if (!creating) {
                  read(store);
                }
                store.replace(out -> out.write(HISTORY));
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the user may not");
    }
  }

  private static BucketHistoryStore store(Connection connection) {
    return BucketHistoryStore.creating(
        connection, ObjectStoreConfiguration.builder("CHECKS").build(), "history");
  }

  private static byte[] read(BucketHistoryStore store) throws IOException {
    try (InputStream in = store.open()) {
      return in.readAllBytes();
    }
  }

  private Connection connect(String user) throws Exception {
    return Nats.connect(options(user).build());
  }

  private Options.Builder options(String user) {
    return new Options.Builder()
        .server(cluster.server("c1").url())
        .userInfo(user, "p")
        .connectionTimeout(Duration.ofSeconds(5))
        .errorListener(new ErrorListener() {})
        .ignoreDiscoveredServers()
        .noReconnect();
  }
}
