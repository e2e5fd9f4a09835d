// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompositeGathererTest {

  private static final ServerRef ONE = new ServerRef("N1", "n1", "C");
  private static final ServerRef TWO = new ServerRef("N2", "n2", "C");
  private static final Set<Section> PLAN = Set.of(Section.VARZ, Section.ROUTEZ, Section.CONNZ);

  private final Map<String, Set<Section>> asked = new TreeMap<>();
  private final Gathered gathered = new Gathered();

  @Test
  void asksTheSecondOnlyForWhatIsMissing() throws Exception {
    gather(
        sink -> {
          sink.reply(reply(ONE, Endpoint.VARZ));
          sink.missing(ONE, Section.ROUTEZ, Status.TIMED_OUT, "slow");
          sink.missing(ONE, Section.CONNZ, Status.TRUNCATED, "half");
        },
        (wanted, sink) -> {
          ask(wanted, ONE);
          ask(wanted, TWO);
          sink.reply(reply(ONE, Endpoint.ROUTEZ));
        });

    assertThat(asked).containsEntry("N1", Set.of(Section.ROUTEZ)).containsEntry("N2", PLAN);
    // What is half there would only be doubled.
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status)
        .containsExactly(tuple(Section.CONNZ, Status.TRUNCATED));
  }

  @Test
  void handsOnWhatAccountsTellTheFirst() throws Exception {
    AccountServices services = new AccountServices("ACME", Entry.GATHERED, List.of());
    ApiErrors errors = new ApiErrors(Instant.EPOCH, List.of("ACME"), List.of(), List.of(), 1, 2);
    gather(
        sink -> {
          sink.services(services);
          sink.apiErrors(errors);
        },
        (wanted, sink) -> {});
    assertThat(gathered.services).containsExactly(services);
    assertThat(gathered.apiErrors).containsExactly(errors);
  }

  @Test
  void keepsTheFirstReasonWhereTheSecondFailsToo() throws Exception {
    gather(
        sink -> sink.missing(ONE, Section.ROUTEZ, Status.REFUSED, "not allowed"),
        (wanted, sink) -> {
          ask(wanted, ONE);
          sink.missing(ONE, Section.ROUTEZ, Status.TIMED_OUT, "slow");
        });
    assertThat(gathered.missing).extracting(Missing::detail).containsExactly("not allowed");
  }

  @Test
  void forgetsSilenceThatTheSecondBreaks() throws Exception {
    gather(
        sink -> {
          sink.reply(reply(ONE, Endpoint.VARZ));
          sink.silent(new SilentServer("n2", "N2", "C", "known"));
          sink.silent(new SilentServer("n3", "N3", "C", "known"));
        },
        (wanted, sink) -> {
          ask(wanted, TWO);
          sink.reply(reply(TWO, Endpoint.VARZ));
          sink.silent(new SilentServer("n1", "N1", "C", "monitoring is off"));
          sink.silent(new SilentServer("n3", "N3", "C", "asked again"));
          sink.silent(new SilentServer("http://n4:8222", null, null, "nothing listens"));
        });
    assertThat(gathered.silent)
        .extracting(SilentServer::name, SilentServer::reason)
        .containsExactly(tuple("n3", "known"), tuple("http://n4:8222", "nothing listens"));
  }

  @Test
  void saysWhenAllIsOfTheSecond() throws Exception {
    String note =
        gather(
            sink -> {
              throw new SnapshotException("The connection is not in the system account");
            },
            (wanted, sink) -> sink.reply(reply(ONE, Endpoint.VARZ)));
    assertThat(note).isEqualTo("from fake alone: The connection is not in the system account");
    assertThat(gathered.replies).hasSize(1);
  }

  @Test
  void failsOnlyIfBothDo() {
    assertThatThrownBy(
            () ->
                gather(
                    sink -> {
                      throw new SnapshotException("No system account");
                    },
                    (wanted, sink) -> {
                      throw new SnapshotException("No monitoring port");
                    }))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("No system account; No monitoring port");
  }

  @Test
  void keepsTheFirstIfTheSecondFails() throws Exception {
    gather(
        sink -> {
          sink.reply(reply(ONE, Endpoint.VARZ));
          sink.missing(ONE, Section.ROUTEZ, Status.TIMED_OUT, "slow");
        },
        (wanted, sink) -> {
          throw new SnapshotException("No monitoring port");
        });
    assertThat(gathered.replies).hasSize(1);
    assertThat(gathered.missing).extracting(Missing::detail).containsExactly("slow");
  }

  private interface First {
    void gather(ReplySink sink) throws SnapshotException;
  }

  private interface Second {
    void gather(Wanted wanted, ReplySink sink) throws SnapshotException;
  }

  private String gather(First first, Second second) throws Exception {
    return new CompositeGatherer(fake((wanted, sink) -> first.gather(sink)), fake(second))
        .gather(Wanted.all(SnapshotPlan.of(PLAN)), gathered, Deadline.in(Duration.ofSeconds(10)));
  }

  private static Gatherer fake(Second answers) {
    return new Gatherer() {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public String gather(Wanted wanted, ReplySink sink, Deadline deadline)
          throws SnapshotException {
        answers.gather(wanted, sink);
        return "";
      }
    };
  }

  private void ask(Wanted wanted, ServerRef server) {
    asked.put(server.id(), wanted.of(server));
  }

  private static Reply reply(ServerRef server, Endpoint endpoint) {
    return new Reply(endpoint, server, null, 0, Instant.EPOCH, true, new byte[0]);
  }
}
