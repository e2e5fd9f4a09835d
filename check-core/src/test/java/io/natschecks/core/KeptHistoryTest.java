// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.Check;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptHistoryTest {

  private static final Track<io.natschecks.api.snapshot.Server> NAME_LENGTH =
      Track.of(Tracked.SERVERS, "acme.name.length", server -> server.name().length());

  private static final Check BAD = FakeCheck.findingServers("ACME_001", "bad");

  private static final Check OLD =
      new FakeCheck(
          FakeCheck.describe("ACME_002").follows(NAME_LENGTH).build(),
          context ->
              context
                  .over(context.current().servers(), io.natschecks.api.Entity::of)
                  .judge(
                      (server, verdict) -> {
                        if (context.series(NAME_LENGTH, server).count() > 1) {
                          verdict.finding().message("was seen before");
                        }
                      }));

  private final MemoryStore store = new MemoryStore();

  @Test
  void findingsAndSamplesSurviveARestart() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.audit(Snapshots.at(0, "bad", "bad2"));
    }

    try (Auditor auditor = auditor()) {
      AuditReport report = auditor.audit(Snapshots.at(1, "bad"));

      assertThat(report.previousAt()).isEqualTo(Snapshots.START);
      assertThat(report.findings())
          .extracting(each -> each.finding().code(), AuditedFinding::state, AuditedFinding::since)
          .containsExactly(
              tuple("ACME_001", State.ONGOING, Snapshots.START),
              tuple("ACME_002", State.NEW, Snapshots.START.plusSeconds(60)));
      assertThat(report.resolved())
          .singleElement()
          .satisfies(each -> assertThat(each.finding().message()).contains("2 parts are broken"))
          .satisfies(each -> assertThat(each.finding().evidence().items()).isNotEmpty());
      assertThat(report.history().seen().first()).isEqualTo(Snapshots.START);
      assertThat(report.history().store()).isEqualTo("memory");
      assertThat(report.history().problem()).isNull();
    }
  }

  @Test
  void findingsOfChecksThatAreNoMoreAreLeftOut() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.audit(Snapshots.at(0, "bad"));
    }

    try (Auditor auditor = Auditor.builder().checks(List.of(OLD)).history(store).build()) {
      AuditReport report = auditor.audit(Snapshots.at(1, "good"));
      assertThat(report.resolved()).isEmpty();
      assertThat(report.unconfirmed()).isEmpty();
    }
  }

  @Test
  void savesOnlyWhatIsNew() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.save();
      assertThat(store.saves).isZero();

      auditor.audit(Snapshots.at(0, "good"));
      auditor.save();
      auditor.save();
    }

    assertThat(store.saves).isEqualTo(1);
  }

  @Test
  void damageIsToldSetAsideAndNotFatal() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.audit(Snapshots.at(0, "bad"));
    }
    store.data[store.data.length / 2] ^= 1;
    byte[] damaged = store.data;

    try (Auditor auditor = auditor()) {
      AuditReport report = auditor.audit(Snapshots.at(1, "bad"));
      assertThat(report.findings()).extracting(AuditedFinding::state).containsExactly(State.NEW);
      assertThat(report.history().problem())
          .isEqualTo("The history in memory cannot be used: it is damaged; it is kept as aside");
      assertThat(store.aside).isSameAs(damaged);

      auditor.save();
      assertThat(auditor.audit(Snapshots.at(2, "bad")).history().problem()).isNull();
    }
    assertThat(store.aside).isSameAs(damaged);
  }

  @Test
  void damagedDataThatCannotBeSetAsideIsNotOverwritten() throws Exception {
    byte[] foreign = {1, 2, 3};
    store.data = foreign;
    store.failsToSetAside = true;

    try (Auditor auditor = auditor()) {
      AuditReport report = auditor.audit(Snapshots.at(0, "bad"));
      assertThat(report.history().problem())
          .contains("is not a history of NATS Checks")
          .endsWith("nothing is saved until it is out of the way: no space");
      assertThatThrownBy(auditor::save)
          .isInstanceOf(IOException.class)
          .hasMessage("The history cannot be saved: no space");
      assertThat(store.data).isSameAs(foreign);

      store.failsToSetAside = false;
      auditor.save();
    }
    assertThat(store.aside).isSameAs(foreign);
  }

  @Test
  void aStoreThatCannotBeReadIsTriedAgainAndNotOverwritten() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.audit(Snapshots.at(0, "bad"));
    }
    byte[] kept = store.data;
    store.failsToOpen = true;

    try (Auditor auditor = auditor()) {
      AuditReport blind = auditor.audit(Snapshots.at(1, "bad", "bad2"));
      assertThat(blind.history().problem()).contains("cannot be read").contains("link down");
      assertThatThrownBy(auditor::save).isInstanceOf(IOException.class);
      assertThat(store.data).isSameAs(kept);

      store.failsToOpen = false;
      AuditReport report = auditor.audit(Snapshots.at(2, "bad", "bad2"));
      assertThat(report.history().problem()).isNull();
      assertThat(
              report.findings().stream().filter(each -> each.finding().code().equals("ACME_001")))
          .extracting(AuditedFinding::since)
          .containsExactly(Snapshots.START, Snapshots.START.plusSeconds(60));
    }
  }

  @Test
  void aSaveThatFailsIsToldAndTriedAgain() throws Exception {
    try (Auditor auditor = auditor()) {
      auditor.audit(Snapshots.at(0, "bad"));
      store.failsToReplace = true;
      assertThatThrownBy(auditor::save).hasMessage("The history cannot be saved: disk full");
      assertThat(auditor.audit(Snapshots.at(1, "bad")).history().problem())
          .isEqualTo("The history cannot be saved: disk full");
      store.failsToReplace = false;
    }

    assertThat(store.saves).isEqualTo(1);
  }

  private Auditor auditor() {
    return Auditor.builder().checks(List.of(BAD, OLD)).history(store).build();
  }

  private static final class MemoryStore implements HistoryStore {
    private byte @Nullable [] data;
    private byte @Nullable [] aside;
    private int saves;
    private boolean failsToOpen;
    private boolean failsToReplace;
    private boolean failsToSetAside;

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public @Nullable InputStream open() throws IOException {
      failIf(failsToOpen, "link down");
      return data == null ? null : new ByteArrayInputStream(data);
    }

    @Override
    public void replace(Content content) throws IOException {
      failIf(failsToReplace, "disk full");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      content.writeTo(out);
      data = out.toByteArray();
      saves++;
    }

    @Override
    public String setAside() throws IOException {
      failIf(failsToSetAside, "no space");
      aside = data;
      data = null;
      return "aside";
    }

    private static void failIf(boolean fails, String reason) throws IOException {
      if (fails) {
        throw new IOException(reason);
      }
    }
  }
}
