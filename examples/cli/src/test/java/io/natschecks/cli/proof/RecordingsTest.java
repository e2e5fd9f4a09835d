// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Kind;
import io.natschecks.api.snapshot.SilentServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of recorded real clusters exactly the faults are found that they have. What could be better there
 * is held by {@link RecordedOptimizationsTest}.
 *
 * <p>Most have servers n1, n2, n3 in cluster C1 and account ACME with a shop: R3 streams
 * SHOP_ORDERS, SHOP_JOBS, SHOP_ALL and KV_shop_config, R1 streams, and five durable consumers of R3
 * streams. BETA imports what ACME exports. What was left out of the recordings stands in the README
 * beside them.
 */
class RecordingsTest {

  /** The consumers with a replica on each server. */
  private static final List<String> CONSUMERS =
      List.of(
          "SHOP_JOBS/workers",
          "SHOP_ORDERS/archive",
          "SHOP_ORDERS/billing",
          "SHOP_ORDERS/notify",
          "SHOP_ORDERS/reports");

  /** BETA imports the stream export of ACME, and no client of BETA subscribes to its subject. */
  private static final String UNUSED_IMPORT =
      "ACCOUNTS_005 account/BETA source=ACME type=stream target=shop.public.>";

  /** The recorder itself asked for the connections of BETA, which makes servers load an account. */
  private static final String BETA_LOADED = "CHANGE_003 account/BETA change=added";

  @TempDir private static Path folder;
  private static Recordings recordings;

  @BeforeAll
  static void unpack() throws Exception {
    recordings = Recordings.unpackedInto(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.9.10/small-cluster", "2.10.27/small-cluster", "2.15.1/healthy-supercluster"})
  void healthyDeploymentsHaveNothingButAnUnusedImport(String recording) throws Exception {
    // Both exports of ACME have their importer: 2.9 shows the exporter's subject of a service as
    // "to", and later releases as "subject".
    finds(recording, UNUSED_IMPORT);
  }

  @Test
  void sixJetStreamServersInTwoClustersAreAnEvenMetaGroup() throws Exception {
    // Each of clusters A and B has three; half of six is no majority. BETA imports nothing here.
    finds("2.15.1/operator-jwt", "META_007 meta-cluster/hub");
  }

  @Test
  void connectionsThatClosedBeforeTheFirstSnapshotAreNoNews() throws Exception {
    // edge1 lists the loader of its stream, which came and left half a minute before. Links of
    // operator-jwt were closed until ACME's JWT was pushed. No other closed between the snapshots.
    assertThat(recordings.foundAtFirst(Kind.OPERATIONAL, "2.15.1/healthy-supercluster"))
        .containsExactly(UNUSED_IMPORT);
    assertThat(recordings.foundAtFirst(Kind.OPERATIONAL, "2.15.1/operator-jwt"))
        .containsExactly("META_007 meta-cluster/hub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9.10", "2.10.27", "2.15.1"})
  void aStoppedServerIsMissedByTheMetaGroupAndByConsumers(String release) throws Exception {
    // n3 took leave when it stopped, so every leader knows at once that it is offline. Health says
    // nothing of other servers, two of three are a quorum, and no check asks for offline replicas
    // of streams without a threshold in their metadata.
    finds(
        release + "/fault-a-one-of-three-down",
        keys("META_001 server/C1/n3"),
        consumersLosing("n3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.10.27/fault-a-one-of-three-crashed",
        "2.15.1/fault-a-one-of-three-crashed",
        "2.9.10/fault-a-one-of-three-down"
      })
  void aServerThatAnsweredNothingIsNamedAsSilent(String recording) throws Exception {
    assertThat(recordings.audit(recording).silentServers())
        .extracting(SilentServer::name)
        .containsExactly("n3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10.27", "2.15.1"})
  void aCrashedServerIsNotOfflineForMinutes(String release) throws Exception {
    // It took no leave 45 s ago: leaders say "not current" and wait 150 s before they say offline.
    finds(release + "/fault-a-one-of-three-crashed");
  }

  @Test
  void theLastOfThreeServersHasLostEveryQuorum() throws Exception {
    // n1 knows no meta leader. 2.9 says so without a type; later releases say JETSTREAM.
    finds(
        "2.9.10/fault-b-two-of-three-down", keys("SERVER_001 server/C1/n1"), assetsWithoutQuorum());
    finds(
        "2.10.27/fault-b-two-of-three-down",
        keys("SERVER_014 server/C1/n1"),
        assetsWithoutQuorum());
    // Only from 2.15 does a server without a meta leader list the peers of the meta group.
    finds(
        "2.15.1/fault-b-two-of-three-down",
        keys(
            "SERVER_014 server/C1/n1",
            "META_001 server/C1/n2",
            "META_001 server/C1/n3",
            "META_006 meta-cluster/hub"),
        assetsWithoutQuorum());
  }

  @Test
  void afterTwoCrashesOnlyHealthTellsAtFirst() throws Exception {
    // n1 lists n2 and n3 everywhere, but not yet as offline. That groups have no leader is found as
    // an optimization.
    finds("2.15.1/fault-b-two-of-three-crashed", "SERVER_014 server/C1/n1");
  }

  @Test
  void anAccountWithoutJwtOnOneServerIsUnusableThere() throws Exception {
    // The JWT does not expire. n3 made a placeholder of the account, "expired" and not complete,
    // and its replicas of the R3 streams are not current. 2.10 says so in its health, 2.15 is ok.
    finds(
        "2.10.27/fault-c-account-jwt-missing-one-server",
        "ACCOUNTS_101 account/ACME",
        // 2.10 does not give the name of BETA.
        "CHANGE_003 account/ABVH6SZCXHIPK5PI3WN67BOW55BB6S6DJUFOOYZIH7IIOCPXS4ZS7Y25 change=added",
        "SERVER_016 server/C1/n3");
    finds(
        "2.15.1/fault-c-account-jwt-missing-one-server", "ACCOUNTS_101 account/ACME", BETA_LOADED);
  }

  @Test
  void anExpiredJwtIsSeenInTheClaimsOfServersThatStillHaveIt() throws Exception {
    // It expired 29 s before, and n3 was started after that. It is no account that could be used.
    finds(
        "2.10.27/fault-c-account-expired",
        "EXPIRY_002 account/ACME",
        "CHANGE_003 account/ABPADRAEYWTBVK3XDQKURMKMG4RB2D6VPIHQDESP3NGBDXPPUARR6TE4 change=added",
        "SERVER_016 server/C1/n3");
    finds("2.15.1/fault-c-account-expired", "EXPIRY_002 account/ACME", BETA_LOADED);
  }

  @Test
  void missingAccountsAreFoundWhereTheServerSaysSo() throws Exception {
    // Who asks n3 for the account hears that there is none, not that it is expired.
    finds("2.15.1/fault-c-account-not-in-memory-resolver", "SERVER_016 server/C1/n3", BETA_LOADED);
    // Nobody has the account, its claims or its streams any more.
    finds(
        "2.15.1/fault-c-account-jwt-missing-everywhere",
        BETA_LOADED,
        "SERVER_016 server/C1/n1",
        "SERVER_016 server/C1/n2",
        "SERVER_016 server/C1/n3");
  }

  @Test
  void aJwtThatComesBackLateLeavesReplicasBehind() throws Exception {
    // n3 has the account again, but no Raft node of its four R3 streams ("group node missing").
    // What it stored before the restart is a third to a half of what the leaders have by now:
    // 416 of 1197, 66 of 137, 360 of 1070. Nobody wrote to KV_shop_config since.
    finds(
        "2.15.1/fault-c-account-jwt-restored-late",
        BETA_LOADED,
        "SERVER_015 server/C1/n3",
        "JETSTREAM_001 stream/hub/ACME/SHOP_ALL peer=n3",
        "JETSTREAM_001 stream/hub/ACME/SHOP_JOBS peer=n3",
        "JETSTREAM_001 stream/hub/ACME/SHOP_ORDERS peer=n3");
  }

  @Test
  void thirtySevenOfFortyConnectionsAreNearTheLimit() throws Exception {
    // 15, 12 and 10 on the three servers are 92.5 percent; BETA has 9 of 30.
    finds("2.15.1/fault-d-account-near-connection-limit", "ACCOUNTS_001 account/ACME");
  }

  @Test
  void sixtyOf180RequestsFailed() throws Exception {
    // The interval holds 15 requests, too few; since the start of n3 it was 60 of 180.
    finds("2.15.1/fault-e-js-api-errors", "JETSTREAM_009 server/C1/n3", UNUSED_IMPORT);
  }

  @Test
  void clientsThatCrowdOnOneServerAreNoFault() throws Exception {
    finds("2.15.1/fault-f-connections-unbalanced", UNUSED_IMPORT);
  }

  @Test
  void aServerInLameDuckTakesNoClients() throws Exception {
    finds("2.9.10/fault-g-lame-duck", "SERVER_001 server/C1/n3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10.27", "2.15.1"})
  void aServerInLameDuckHasStoppedJetStream(String release) throws Exception {
    // From 2.10 on JetStream is the first to go: n3 says "disabled", leaders call it offline.
    finds(
        release + "/fault-g-lame-duck",
        keys("SERVER_001 server/C1/n3", "META_001 server/C1/n3"),
        consumersLosing("n3"));
  }

  @Test
  void aServerThatStartsSlowlyIsFoundWhileItStarts() throws Exception {
    // n3 waits for a JWT: it has no client or route port, so nobody has a route to it, and it is
    // not in the meta group again.
    assertThat(recordings.foundAtFirst(Kind.OPERATIONAL, "2.15.1/fault-g-not-ready-at-start"))
        .containsExactly(
            "CLUSTER_005 server/C1/n1",
            "CLUSTER_005 server/C1/n2",
            "CLUSTER_005 server/C1/n3",
            "META_001 server/C1/n3",
            "SERVER_001 server/C1/n3");
    // 13 s later n3 is well. The others were not asked again: what they said of routes is old.
    // SHOP_EVENTS lived in the memory of n3 only and began anew at 1. The client had 112 messages
    // before and asked for the next, number 113; the stream is at 22.
    finds(
        "2.15.1/fault-g-not-ready-at-start",
        "CLUSTER_005 server/C1/n1",
        "CLUSTER_005 server/C1/n2",
        "CONSUMER_005 consumer/hub/ACME/SHOP_EVENTS/EZueR3KKaRexdNIHQRXejh");
  }

  @Test
  void theFaultyClusterOfTheReadmeHasWhatItWasMadeFor() throws Exception {
    // east-4 is in lame duck, so its JetStream has stopped, with a replica of ORDERS and of its
    // consumer. It is one of four JetStream servers, an even number. 75 of 300 requests failed.
    assertThat(Recordings.found(Kind.OPERATIONAL, Path.of("demo", "faulty-cluster.zip")))
        .containsExactly(
            "ACCOUNTS_001 account/ACME",
            "CONSUMER_001 consumer//ACME/ORDERS/shipping peer=east-4",
            "JETSTREAM_009 server/EAST/east-1",
            "META_001 server/EAST/east-4",
            "META_007 meta-cluster/",
            "SERVER_001 server/EAST/east-4",
            "SERVER_016 server/EAST/east-3");
  }

  /** Each consumer whose leader lists a server as an offline replica. */
  private static Stream<String> consumersLosing(String server) {
    return CONSUMERS.stream()
        .map(consumer -> "CONSUMER_001 consumer/hub/ACME/" + consumer + " peer=" + server);
  }

  /** Each R3 stream and consumer: n1 lists itself and two that are offline, and no leader. */
  private static Stream<String> assetsWithoutQuorum() {
    return Stream.concat(
        keys(
            "JETSTREAM_008 stream/hub/ACME/KV_shop_config",
            "JETSTREAM_008 stream/hub/ACME/SHOP_ALL",
            "JETSTREAM_008 stream/hub/ACME/SHOP_JOBS",
            "JETSTREAM_008 stream/hub/ACME/SHOP_ORDERS"),
        CONSUMERS.stream().map(consumer -> "CONSUMER_003 consumer/hub/ACME/" + consumer));
  }

  private static Stream<String> keys(String... keys) {
    return Stream.of(keys);
  }

  private static void finds(String recording, String... keys) throws Exception {
    assertThat(recordings.found(Kind.OPERATIONAL, recording))
        .as(recording)
        .containsExactlyInAnyOrder(keys);
  }

  private static void finds(String recording, Stream<String> keys, Stream<String> more)
      throws Exception {
    finds(recording, Stream.concat(keys, more).toArray(String[]::new));
  }
}
