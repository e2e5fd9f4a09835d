// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackNamesTest {

  private static final Track<Server> NUMBER = Track.of(Tracked.SERVERS, "acme.number", server -> 1);
  private static final Track<Server> OF_THE_SAME_NAME =
      Track.of(Tracked.SERVERS, "acme.number", server -> 2);

  @Test
  void checksMayShareATrack() {
    assertThat(CheckRegistry.of(List.of(new One(NUMBER), new Other(NUMBER))).problems()).isEmpty();
  }

  @Test
  void refusesACheckWhoseTrackWouldBeReadFromThatOfAnother() {
    CheckRegistry registry =
        CheckRegistry.of(List.of(new One(NUMBER), new Other(OF_THE_SAME_NAME)));

    assertThat(registry.descriptors())
        .extracting(CheckDescriptor::code)
        .containsExactly("ACME_001");
    assertThat(registry.problems())
        .containsExactly(
            new LoadProblem(
                Other.class.getName(),
                "ACME_002 follows something under a name that another check has taken"));
  }

  @Test
  void refusesACheckThatFollowsAnotherKindOfTheSameName() {
    Tracked<Server> byName = Tracked.of("server", Snapshot::servers, Server::name);
    Track<Server> memory = Track.of(byName, "acme.memory", server -> 1);

    assertThat(CheckRegistry.of(List.of(new One(NUMBER), new Other(memory))).descriptors())
        .hasSize(1);
  }

  @Test
  void kindsOfEntitiesHaveNamesOfTheirOwn() {
    Tracked<Server> byName = Tracked.of("acme server", Snapshot::servers, Server::name);
    Track<Server> number = Track.of(byName, "acme.number", server -> 1);

    assertThat(CheckRegistry.of(List.of(new One(NUMBER), new Other(number))).problems()).isEmpty();
  }

  private static class One implements Check {
    private final Track<?> track;

    One(Track<?> track) {
      this.track = track;
    }

    String code() {
      return "ACME_001";
    }

    @Override
    public CheckDescriptor descriptor() {
      return CheckDescriptor.of(code(), "Title")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .follows(track)
          .remediation("Mend it.")
          .runbook(Runbook.why("It matters.").build())
          .since("0.1")
          .build();
    }

    @Override
    public CheckResult evaluate(CheckContext context) {
      return CheckResult.skipped(SkipReason.NOTHING_DEPLOYED, "");
    }
  }

  private static final class Other extends One {
    Other(Track<?> track) {
      super(track);
    }

    @Override
    String code() {
      return "ACME_002";
    }
  }
}
