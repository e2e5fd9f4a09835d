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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More accounts than one page holds. */
class JetStreamAccountsTest {

  private final Gathered gathered = new Gathered();

  @Test
  void readsEveryPage() throws Exception {
    FakeAsker asker = new FakeAsker(request -> page(9000, 4096 * request.page(), 9000));

    assertThat(list(asker)).hasSize(9000).contains("A0", "A4096", "A8999");

    assertThat(asker.asked)
        .containsExactly(
            "/jsz?accounts=1&offset=0&limit=4096",
            "/jsz?accounts=1&offset=4096&limit=4096",
            "/jsz?accounts=1&offset=8192&limit=4096");
    assertThat(gathered.of(Endpoint.JSZ_DETAIL)).extracting(Reply::page).containsExactly(0, 1, 2);
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void saysThatPagesInNoOrderLoseAccounts() throws Exception {
    FakeAsker asker = new FakeAsker(request -> page(5000, 3000 * request.page(), 5000));

    assertThat(list(asker)).hasSize(5000);
    assertThat(gathered.missing).isEmpty();

    FakeAsker repeating = new FakeAsker(request -> page(5000, 0, 5000));
    assertThat(list(repeating)).hasSize(4096);
    assertTruncated("the server listed 4096 of its 5000 accounts");
  }

  @Test
  void saysThatALaterPageIsEmpty() throws Exception {
    FakeAsker asker = new FakeAsker(request -> page(5000, 5000 * request.page(), 5000));
    assertThat(list(asker)).hasSize(4096);
    assertTruncated("the server listed 4096 of its 5000 accounts");
  }

  @Test
  void endsWithAServerThatListsForever() throws Exception {
    FakeAsker asker = new FakeAsker(request -> page(Long.MAX_VALUE, 0, 10));
    assertThat(list(asker)).hasSize(10);
    assertThat(asker.asked).hasSize(256);
    assertTruncated("the server listed 10 of its 9223372036854775807 accounts");
  }

  @Test
  void saysThatALaterPageDidNotCome() throws Exception {
    FakeAsker asker =
        new FakeAsker(
            request -> {
              if (request.page() > 0) {
                throw new Unanswered(Status.TIMED_OUT, "no answer");
              }
              return page(5000, 0, 5000);
            });
    assertThat(list(asker)).hasSize(4096);
    assertThat(gathered.missing)
        .extracting(Missing::status)
        .containsExactly(Status.TIMED_OUT, Status.TIMED_OUT);
  }

  @Test
  void saysThatTheListCannotBeRead() throws Exception {
    assertThat(list(new FakeAsker(request -> "{\"accounts\":5000"))).isEmpty();
    assertThat(gathered.missing)
        .extracting(Missing::status, Missing::detail)
        .containsOnly(tuple(Status.MALFORMED, "the list of accounts cannot be read"));
  }

  private void assertTruncated(String detail) {
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactlyInAnyOrder(
            tuple(Section.JSZ_STREAMS, Status.TRUNCATED, detail),
            tuple(Section.JSZ_CONSUMERS, Status.TRUNCATED, detail));
  }

  private Set<String> list(Asker asker) throws InterruptedException {
    Target target =
        new Target(
            new ServerRef("NID", "n1", null),
            ServerVersion.parse("2.9.10"),
            true,
            -1,
            AnswerBound.NONE);
    return new JetStreamAccounts(
            new ServerChannel(target, asker, gathered, Clock.systemUTC()),
            Set.of(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS))
        .list();
  }

  /** A page of accounts from one on, of a server that says how many there are. */
  private static String page(long total, int from, int end) {
    return IntStream.range(from, Math.min(end, from + 4096))
        .mapToObj(i -> "{\"id\":\"A" + i + "\",\"name\":\"N\"}")
        .collect(
            Collectors.joining(",", "{\"accounts\":" + total + ",\"account_details\":[", "]}"));
  }
}
