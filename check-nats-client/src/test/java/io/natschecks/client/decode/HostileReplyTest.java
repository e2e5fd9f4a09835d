// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Real answers with bytes flipped, cut off, or replaced. */
class HostileReplyTest {

  private static final List<Reply> REPLIES =
      Stream.of("2.9.10", "2.10.27", "2.15.1")
          .flatMap(
              release ->
                  Stream.of(true, false).flatMap(sys -> Scenario.resource(release, sys).stream()))
          .toList();

  private static Reply with(Reply reply, byte[] body) {
    return new Reply(
        reply.endpoint(),
        reply.server(),
        reply.account(),
        reply.page(),
        reply.receivedAt(),
        reply.enveloped(),
        body);
  }

  private static byte[] corrupt(byte[] body, Random random) {
    byte[] copy =
        random.nextInt(4) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body.clone();
    int flips = copy.length == 0 ? 0 : random.nextInt(20);
    for (int flip = 0; flip < flips; flip++) {
      byte[] pieces = "\"{}[],:-0919.eE \\ntf\u0000".getBytes(UTF_8);
      copy[random.nextInt(copy.length)] =
          random.nextBoolean() ? pieces[random.nextInt(pieces.length)] : (byte) random.nextInt();
    }
    return copy;
  }

  @Property(tries = 400)
  void oneBadReplyLosesNoOther(
      @ForAll @IntRange(min = 0, max = 100_000) int index, @ForAll long seed) {
    Reply victim = REPLIES.get(index % REPLIES.size());
    List<Reply> all = new ArrayList<>();
    all.add(with(victim, corrupt(victim.body(), new Random(seed))));
    Reply healthy = Texts.sys(Endpoint.HEALTHZ, Texts.N1, "{'status':'ok','status_code':200}");
    all.add(healthy);
    Snapshot snapshot = Scenario.snapshot(all);
    assertThat(snapshot.server("ID1").health().isOk()).isTrue();
    assertThat(snapshot.coverage().of(Section.HEALTHZ, "ID1").isGathered()).isTrue();
    assertThat(snapshot.server(victim.server().id())).isNotNull();
    assertThat(snapshot.coverage().toString()).doesNotContain("cannot be decoded");
  }

  @Property(tries = 60)
  void aCutReplyIsAGapOfItsServerAlone(
      @ForAll @IntRange(min = 0, max = 100_000) int index, @ForAll long seed) {
    List<Reply> varz =
        Scenario.resource("2.15.1", true).stream()
            .filter(reply -> reply.endpoint() == Endpoint.VARZ)
            .toList();
    Reply victim = varz.get(index % varz.size());
    int length = new Random(seed).nextInt(victim.body().length - 1);
    List<Reply> all = new ArrayList<>(varz);
    all.set(varz.indexOf(victim), with(victim, Arrays.copyOf(victim.body(), length)));
    Snapshot snapshot = Scenario.snapshot(all);
    for (Server server : snapshot.servers()) {
      boolean cut = server.id().equals(victim.server().id());
      assertThat(snapshot.coverage().of(Section.VARZ, server.id()).status())
          .isEqualTo(cut ? Status.MALFORMED : Status.GATHERED);
      assertThat(server.statistics() == null).isEqualTo(cut);
    }
  }
}
