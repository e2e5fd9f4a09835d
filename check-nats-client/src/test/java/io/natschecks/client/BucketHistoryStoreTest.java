// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.ObjectStoreConfiguration;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories in buckets of real servers. */
class BucketHistoryStoreTest {

  private static final String BUCKET = "CHECKS";
  private static final String STREAM = "OBJ_" + BUCKET;

  /** Three chunks. */
  private static final byte[] OLD = bytes(300_000, 1);

  private static final byte[] NEW = bytes(150_000, 2);

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void keepsTheLatestInABucketThatItCreatesOnlyWhereThatIsAskedFor(String release)
      throws Exception {
    try (NatsCluster cluster = withTenants(release).start();
        Connection acme = Clients.connect(cluster, "ACME")) {
      BucketHistoryStore asked = BucketHistoryStore.creating(acme, bucket(-1), "history");
      BucketHistoryStore store = BucketHistoryStore.of(acme, BUCKET, "history");

      assertThatThrownBy(() -> store.replace(out -> out.write(OLD)))
          .isInstanceOf(IOException.class)
          .hasMessage("There is no object store bucket CHECKS in the account");
      assertThatThrownBy(store::open).hasMessageStartingWith("There is no object store bucket");
      assertThat(asked.open()).isNull();
      assertThat(acme.jetStreamManagement().getStreamNames()).isEmpty();

      asked.replace(out -> out.write(OLD));
      assertThat(kept(store)).isEqualTo(OLD);

      store.replace(out -> out.write(NEW));
      assertThat(kept(asked)).isEqualTo(NEW);
      assertThat(BucketHistoryStore.of(acme, BUCKET, "other").open()).isNull();
      assertThat(messages(acme)).as("two chunks and what describes them").isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void whatFailsLeavesTheOldAlone(String release) throws Exception {
    try (NatsCluster cluster = withTenants(release).start();
        Connection acme = Clients.connect(cluster, "ACME")) {
      BucketHistoryStore store = BucketHistoryStore.creating(acme, bucket(400_000), "history");
      store.replace(out -> out.write(OLD));
      long messages = messages(acme);

      assertThatThrownBy(() -> store.replace(out -> out.write(NEW)))
          .isInstanceOf(IOException.class)
          .hasMessage("The bucket CHECKS cannot be used: maximum bytes exceeded");
      assertThatThrownBy(
              () ->
                  store.replace(
                      out -> {
                        out.write(NEW);
                        throw new IOException("broke");
                      }))
          .hasMessage("broke");

      assertThat(kept(store)).isEqualTo(OLD);
      assertThat(messages(acme)).isEqualTo(messages);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void givesADamagedObjectForWhatItIsAndRenamesIt(String release) throws Exception {
    try (NatsCluster cluster = withTenants(release).start();
        Connection acme = Clients.connect(cluster, "ACME")) {
      BucketHistoryStore store = BucketHistoryStore.creating(acme, bucket(-1), "history");
      store.replace(out -> out.write(OLD));
      JetStreamManagement management = acme.jetStreamManagement();
      MessageInfo lastChunk = management.getLastMessage(STREAM, "$O.CHECKS.C.>");
      management.deleteMessage(STREAM, lastChunk.getSeq());

      assertThat(kept(store)).hasSizeLessThan(OLD.length);
      assertThat(store.setAside()).isEqualTo("object history.damaged of bucket CHECKS");
      assertThat(store.open()).isNull();

      store.replace(out -> out.write(NEW));
      assertThat(store.setAside()).isEqualTo("object history.damaged of bucket CHECKS");
      assertThat(kept(BucketHistoryStore.of(acme, BUCKET, "history.damaged"))).isEqualTo(NEW);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void saysInOneSentenceWhatStandsInTheWay(String release) throws Exception {
    try (NatsCluster cluster = withTenants(release).start();
        Connection poor = Clients.connect(cluster, "POOR");
        Connection mute = Clients.connect(cluster, "MUTE")) {
      assertThatThrownBy(() -> creating(poor).replace(out -> out.write(NEW)))
          .isInstanceOf(IOException.class)
          .hasMessage("The bucket CHECKS cannot be used: JetStream is not enabled for the account");
      assertThatThrownBy(() -> creating(mute).replace(out -> out.write(NEW)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "The bucket CHECKS cannot be used: JetStream did not answer, or the user may not");
      assertThatThrownBy(() -> creating(mute).open())
          .hasMessageContaining("JetStream did not answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void saysThatThereIsNoJetStreamAtAll(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("N")
                .servers(1, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .start();
        Connection acme = Clients.connect(cluster, "ACME")) {
      assertThatThrownBy(() -> creating(acme).replace(out -> out.write(NEW)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The bucket CHECKS cannot be used: JetStream did not answer");
    }
  }

  private static BucketHistoryStore creating(Connection connection) {
    return BucketHistoryStore.creating(connection, bucket(-1), "history");
  }

  private static NatsClusterBuilder withTenants(String release) {
    return NatsCluster.named("H")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .account("POOR", "poor", "secret")
        .account(
            "MUTE",
            "mute",
            "secret",
            "jetstream: enabled",
            "default_permissions: { publish: { deny: \"$JS.API.>\" } }");
  }

  private static ObjectStoreConfiguration bucket(long size) {
    return ObjectStoreConfiguration.builder(BUCKET).maxBucketSize(size).build();
  }

  private static byte[] kept(BucketHistoryStore store) throws IOException {
    try (InputStream in = store.open()) {
      return in.readAllBytes();
    }
  }

  private static long messages(Connection connection) throws Exception {
    return connection.jetStreamManagement().getStreamInfo(STREAM).getStreamState().getMsgCount();
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
