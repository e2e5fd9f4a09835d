// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads an archive that {@code nats audit gather} wrote of a cluster of three servers. */
class GatherArchiveTest {

  private static Capture open() throws IOException {
    return Capture.open(Replies.resource("gather-three-servers.zip"));
  }

  @Test
  void findsAllServersWithTheirIds() throws Exception {
    Replies replies = Replies.of(open(), 0);

    assertThat(replies.replies)
        .filteredOn(reply -> reply.endpoint() == Endpoint.HEALTHZ)
        .extracting(
            reply -> reply.server().name(),
            reply -> reply.server().cluster(),
            reply -> reply.server().id().length())
        .containsExactlyInAnyOrder(
            tuple("n1", "EAST", 56), tuple("n2", "EAST", 56), tuple("n3", "EAST", 56));
    assertThat(replies.replies)
        .extracting(Reply::server)
        .satisfies(servers -> assertThat(Set.copyOf(servers)).hasSize(3));
  }

  @Test
  void findsStreamsInTheDetailsOfJetStream() throws Exception {
    Replies replies = Replies.of(open(), 0);

    assertThat(Replies.text(replies.get("n1", Endpoint.JSZ_DETAIL)))
        .contains("\"ORDERS\"")
        .doesNotContain("\"EVENTS\"");
    assertThat(Replies.text(replies.get("n2", Endpoint.JSZ_DETAIL)))
        .contains("\"ORDERS\"", "\"EVENTS\"");
  }

  @Test
  void takesAccountsFromTags() throws Exception {
    Replies replies = Replies.of(open(), 0);

    assertThat(replies.replies)
        .filteredOn(reply -> reply.endpoint() == Endpoint.ACCOUNT_INFO)
        .hasSize(9)
        .allMatch(Reply::enveloped)
        .extracting(Reply::account)
        .containsOnly("SHOP", "SYS", "$G");
    assertThat(replies.replies)
        .filteredOn(reply -> reply.endpoint() == Endpoint.RAFTZ)
        .extracting(Reply::account)
        .contains("SYS");
  }

  @Test
  void takesItsTimeFromTheAnswers() throws Exception {
    RecordedSnapshot snapshot = open().snapshots().get(0);

    assertThat(snapshot.takenAt())
        .isBetween(Instant.parse("2026-11-21T09:49:23Z"), Instant.parse("2026-11-21T09:49:26Z"));
    assertThat(snapshot.took()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
  }

  @Test
  void saysWhatThatToolDoesNotAskFor() throws Exception {
    Replies replies = Replies.of(open(), 0);

    assertThat(replies.gaps)
        .allMatch(gap -> gap.server() == null)
        .extracting(RecordedGap::section)
        .containsExactlyInAnyOrder(Section.CONNZ_CLOSED, Section.ACCSTATZ);
  }

  @Test
  void handsOnTheTopOfJetStreamWithoutStreams() throws Exception {
    Replies replies = Replies.of(open(), 0, SnapshotPlan.of(Set.of(Section.JSZ)));

    assertThat(replies.replies).extracting(Reply::endpoint).containsOnly(Endpoint.JSZ).hasSize(3);
  }
}
