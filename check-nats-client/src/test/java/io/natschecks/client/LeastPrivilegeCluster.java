// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster with a stream, a consumer and a service in account ACME. For each list in
 * docs/least-privilege it has, on its first server, a user with all of it and one for want of each.
 */
final class LeastPrivilegeCluster implements AutoCloseable {

  static final String PRIVATE_INBOX = "_CHECKS";
  static final String VERSION = "1.2.0";

  final LeastPrivilege system = LeastPrivilege.of("system-account.conf");
  final LeastPrivilege bucket = LeastPrivilege.of("history-bucket.conf");
  final LeastPrivilege lease = LeastPrivilege.of("lease-bucket.conf");
  final LeastPrivilege events = LeastPrivilege.of("event-stream.conf");
  final LeastPrivilege further;
  final LeastPrivilege own;

  private final NatsCluster cluster;
  private final Connection tenant;

  LeastPrivilegeCluster(String release, int servers) throws Exception {
    further = LeastPrivilege.of("further-account.conf").in(release);
    own = LeastPrivilege.of("own-account.conf").in(release);
    cluster =
        NatsCluster.named("C")
            .servers(servers, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    try {
      addUsers(cluster.server("c1"));
      tenant = Clients.connect(cluster, "ACME", "c1");
      populate();
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void addUsers(NatsServerProcess server) {
    String acme = "{user: \"acme\", password: \"secret\"}";
    String sys = "{user: \"sys\", password: \"sys-password\"}";
    String unheard =
        system.map(each -> each.replace("_INBOX", PRIVATE_INBOX)).user("private") + ",";
    // A reload would leave accounts of 2.9 without their imports from the system account.
    server.stop();
    server.rewriteConfiguration(
        text ->
            text.replace(
                    acme,
                    users("further", further)
                        + users("own", own)
                        + users("bucket", bucket)
                        + users("lease", lease)
                        + users("events", events)
                        + acme)
                .replace(sys, users("system", system) + unheard + sys));
    server.restart();
    cluster.awaitFormed();
  }

  private static String users(String name, LeastPrivilege permissions) {
    return Stream.concat(Stream.of(permissions.user(name)), permissions.lackingUsers(name))
        .map(each -> each + ",")
        .collect(Collectors.joining());
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
    management.addOrUpdateConsumer(
        "ORDERS", ConsumerConfiguration.builder().durable("worker").build());
    new ServiceBuilder()
        .connection(tenant)
        .name("quote")
        .version(VERSION)
        .addServiceEndpoint(
            ServiceEndpoint.builder().endpointName("quote").handler(message -> {}).build())
        .build()
        .startService();
    tenant.flush(Duration.ofSeconds(5));
  }

  NatsCluster cluster() {
    return cluster;
  }

  /** A connection of a user of ACME who may do everything. */
  Connection tenant() {
    return tenant;
  }

  /** A connection of a user of the system account who may do everything. */
  Connection systemUser() throws Exception {
    return Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1");
  }

  /** Connects as the user who has all of a list. */
  Connection connect(String list) throws Exception {
    return Nats.connect(options(list).build());
  }

  /** Connects as the user who lacks one permission of a list. */
  Connection connectWithout(String list, String subject) throws Exception {
    return connect(LeastPrivilege.name(list, subject));
  }

  Options.Builder options(String user) {
    return new Options.Builder()
        .server(cluster.server("c1").url())
        .userInfo(user, "p")
        .connectionTimeout(Duration.ofSeconds(5))
        .errorListener(new ErrorListener() {})
        .ignoreDiscoveredServers()
        .noReconnect();
  }

  @Override
  public void close() throws Exception {
    tenant.close();
    cluster.close();
  }
}
