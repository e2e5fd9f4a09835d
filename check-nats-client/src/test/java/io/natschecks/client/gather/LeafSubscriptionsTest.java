// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.ServerRef;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How leaf nodes are asked for what they subscribe to, by how much that is. */
class LeafSubscriptionsTest {

  private final Gathered gathered = new Gathered();

  @Test
  void asksAtOnceWhereAllSubscriptionsOfTheServerFit() throws Exception {
    assertThat(asked(60_000, 0)).containsExactly("/leafz?subs=1");
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void asksWhereThoseOfLeafNodesFit() throws Exception {
    assertThat(asked(1_000_000, 60_000)).containsExactly("/leafz", "/leafz?subs=1");
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void leavesThemOutWhereTheyDoNot() throws Exception {
    assertThat(asked(-1, 70_000)).containsExactly("/leafz", "/leafz");
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactly(
            tuple(
                Section.LEAFZ_SUBSCRIPTIONS,
                Status.TRUNCATED,
                "left out: an answer with them can be more than a server lets wait for a client"));
  }

  private List<String> asked(long onServer, long ofLeafNode) throws InterruptedException {
    FakeAsker asker =
        new FakeAsker(
            request -> "{\"leafs\":[{\"name\":\"edge\",\"subscriptions\":" + ofLeafNode + "}]}");
    Target target =
        new Target(
            new ServerRef("NID", "n1", null),
            ServerVersion.parse("2.15.1"),
            false,
            onServer,
            AnswerBound.NONE);
    new ServerGathering(
            new ServerChannel(target, asker, gathered, Clock.systemUTC()),
            Set.of(Section.LEAFZ_SUBSCRIPTIONS),
            GatherLimits.DEFAULT)
        .gather(Set.of());
    return asker.asked;
  }
}
