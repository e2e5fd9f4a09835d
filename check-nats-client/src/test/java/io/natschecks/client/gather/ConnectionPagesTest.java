// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is asked of a server, by how many subscriptions its connections have. */
class ConnectionPagesTest {

  private static final int TOO_MANY = 70_000;
  private static final String MOST = "/connz?sort=subs&limit=512";

  private final Gathered gathered = new Gathered();
  private final FakeConnections server = new FakeConnections();

  @Test
  void asksAtOnceWhereAllSubscriptionsOfTheServerFit() throws Exception {
    server.open(IntStream.range(0, 600).map(i -> 60).toArray());

    assertThat(gather(40_000))
        .containsExactly(page(0, 512) + "&subs=1", page(512, 512) + "&subs=1");
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void asksOnceMoreWhereTheLargestConnectionsFitTogether() throws Exception {
    server.open(IntStream.range(0, 1200).map(i -> 80).toArray());

    assertThat(gather(96_000))
        .containsExactly(
            MOST,
            page(0, 512) + "&subs=1",
            page(512, 512) + "&subs=1",
            page(1024, 512) + "&subs=1");
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void asksForFewerAtATimeWhereTheyDoNot() throws Exception {
    server.open(IntStream.range(0, 400).map(i -> 1000).toArray());

    assertThat(gather(400_000)).hasSizeBetween(2 + 7, 2 + 10).startsWith(MOST, page(0, 512));
    assertThat(server.listed).containsOnlyOnceElementsOf(server.cids());
    assertThat(gathered.missing).isEmpty();
    assertThat(gathered.of(Endpoint.CONNZ)).extracting(Reply::page).doesNotHaveDuplicates();
  }

  @Test
  void leavesOutAConnectionThatAloneIsTooLarge() throws Exception {
    server.open(5, TOO_MANY, 7, TOO_MANY + 1, 9);

    gather(-1);

    assertThat(server.listed).containsExactly(1L, 3L, 5L);
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactlyInAnyOrder(leftOut(Section.CONNZ_SUBSCRIPTIONS), leftOut(Section.SERVICES));
    assertThat(gathered.bodies(Endpoint.CONNZ)).anyMatch(body -> body.contains("\"cid\":2"));
  }

  private static org.assertj.core.groups.Tuple leftOut(Section section) {
    return tuple(
        section,
        Status.TRUNCATED,
        "left out: the 70001 subscriptions of connection 4 and those of 1 more,"
            + " as an answer with them can be more than a server lets wait for a client");
  }

  @Test
  void endsWhereAServerCountsMoreConnectionsThanItLists() throws Exception {
    FakeAsker asker =
        new FakeAsker(
            request -> {
              if (request.pathAndQuery().equals(MOST)) {
                throw new Unanswered(Status.REFUSED, "no");
              }
              return "{\"num_connections\":5,\"total\":9,\"connections\":[]}";
            });

    assertThat(gather(asker, -1, EnumSet.allOf(Section.class))).containsExactly(MOST, page(0, 512));
    assertThat(gathered.of(Endpoint.CONNZ)).hasSize(1);
  }

  @Test
  void leavesSubscriptionsOutWhereNobodyKnowsHowManyThereAre() throws Exception {
    server.open(5, -1, 7);

    gather(-1);

    assertThat(server.listed).isEmpty();
    assertThat(gathered.of(Endpoint.CONNZ)).hasSize(1);
    assertThat(gathered.missing)
        .extracting(Missing::section)
        .containsExactlyInAnyOrder(Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
  }

  @Test
  void asksForNoSubscriptionsThatNobodyWants() throws Exception {
    server.open(TOO_MANY, TOO_MANY);

    assertThat(gather(-1, Set.of(Section.CONNZ))).containsExactly(page(0, 512));
  }

  @Property(tries = 200)
  void noAnswerIsTooLargeThoughConnectionsAreClosedMeanwhile(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int connections)
      throws InterruptedException {
    Random random = new Random(seed);
    int[] scale = {1, 100, 10_000, 60_000, 1_000_000};
    FakeConnections churning = new FakeConnections();
    churning.open(
        IntStream.range(0, connections)
            .map(i -> random.nextInt(scale[random.nextInt(random.nextInt(scale.length) + 1)]))
            .toArray());
    churning.closings = () -> random.nextInt(2);

    gather(churning, -1, EnumSet.allOf(Section.class));

    assertThat(churning.largest).isLessThanOrEqualTo((16 << 20) / 256);
  }

  @Property(tries = 200)
  void everyConnectionThatFitsIsListedOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1500) int connections)
      throws InterruptedException {
    Random random = new Random(seed);
    int[] counts = random.ints(connections, 0, 1000).toArray();
    for (int i = 0; i < 5; i++) {
      counts[random.nextInt(connections)] = random.nextInt(2 * TOO_MANY);
    }
    FakeConnections quiet = new FakeConnections();
    quiet.open(counts);

    gather(quiet, -1, EnumSet.allOf(Section.class));

    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      if (counts[i] < 60_000) {
        expected.add(i + 1L);
      }
    }
    assertThat(quiet.listed).doesNotHaveDuplicates().containsAll(expected);
  }

  private static String page(int offset, int limit) {
    return "/connz?auth=1&sort=cid&offset=" + offset + "&limit=" + limit;
  }

  private List<String> gather(long subscriptions) throws InterruptedException {
    return gather(subscriptions, EnumSet.allOf(Section.class));
  }

  private List<String> gather(long subscriptions, Set<Section> sections)
      throws InterruptedException {
    return gather(server, subscriptions, sections);
  }

  private List<String> gather(FakeConnections server, long subscriptions, Set<Section> sections)
      throws InterruptedException {
    return gather(new FakeAsker(server::answer), subscriptions, sections);
  }

  private List<String> gather(FakeAsker asker, long subscriptions, Set<Section> sections)
      throws InterruptedException {
    Target target =
        new Target(
            new ServerRef("NID", "n1", null),
            ServerVersion.parse("2.15.1"),
            false,
            subscriptions,
            AnswerBound.NONE);
    new ConnectionPages(
            new ServerChannel(target, asker, gathered, Clock.systemUTC()),
            sections,
            GatherLimits.DEFAULT)
        .gather();
    return Collections.unmodifiableList(asker.asked);
  }
}
