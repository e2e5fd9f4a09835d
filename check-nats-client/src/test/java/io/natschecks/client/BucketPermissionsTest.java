// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.api.ObjectStoreConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of a user who keeps a history in a bucket. */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
class BucketPermissionsTest {

  /** Large enough for flow control. */
  private static final byte[] HISTORY = new byte[24 << 20];

  private static LeastPrivilegeCluster cluster;

  /** Declared so that {@link #start} can be given it. */
  @Parameter private String release;

  @BeforeParameterizedClassInvocation
  static void start(String release) throws Exception {
    cluster = new LeastPrivilegeCluster(release, 1);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aHistoryIsKeptInABucket() throws Exception {
    deleteBucket();
    try (Connection least = cluster.connect("bucket")) {
      BucketHistoryStore store = store(least);
      store.replace(out -> out.write(1));
      store.replace(out -> out.write(HISTORY));
      assertThat(read(store)).isEqualTo(HISTORY);
      assertThat(store.setAside()).contains("history.damaged");
      assertThat(store.open()).isNull();
      store.replace(out -> out.write(HISTORY));
      store.setAside();
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  private void deleteBucket() throws Exception {
    ObjectStoreManagement management = cluster.tenant().objectStoreManagement();
    for (String name : management.getBucketNames()) {
      management.delete(name);
    }
  }

  @TestFactory
  Stream<DynamicTest> aBucketReportsTheLossOfEach() {
    return cluster.bucket.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> bucketWithout(subject)));
  }

  private void bucketWithout(String subject) throws Exception {
    boolean creating = subject.contains(".STREAM.CREATE.");
    if (creating) {
      deleteBucket();
    } else {
      store(cluster.tenant()).replace(out -> out.write(HISTORY));
    }
    try (Connection lacking = cluster.connectWithout("bucket", subject)) {
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
}
