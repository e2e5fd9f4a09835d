// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what is gathered for one snapshot into a capture. */
public final class SnapshotRecording implements ReplySink {

  private final CaptureWriter writer;
  private final SnapshotPlan plan;
  private final Instant takenAt;
  private final String source;
  private final List<RecordedReply> replies = new ArrayList<>();
  private final List<RecordedGap> gaps = new ArrayList<>();
  private final List<SilentServer> silentServers = new ArrayList<>();
  private final List<AccountServices> services = new ArrayList<>();
  private @Nullable ApiErrors apiErrors;

  SnapshotRecording(CaptureWriter writer, SnapshotPlan plan, Instant takenAt, String source) {
    this.writer = writer;
    this.plan = plan;
    this.takenAt = takenAt;
    this.source = source;
  }

  @Override
  public void reply(Reply reply) {
    RecordedReply recorded = writer.write(this, reply);
    if (recorded != null) {
      add(replies, recorded);
    }
  }

  @Override
  public void missing(ServerRef server, Section section, Status status, String detail) {
    add(gaps, new RecordedGap(server, section, status, detail));
  }

  @Override
  public void unavailable(Section section, Status status, String detail) {
    add(gaps, new RecordedGap(null, section, status, detail));
  }

  @Override
  public void silent(SilentServer server) {
    add(silentServers, server);
  }

  @Override
  public void services(AccountServices answered) {
    add(services, answered);
  }

  @Override
  public synchronized void apiErrors(ApiErrors errors) {
    apiErrors = errors;
  }

  private synchronized <T> void add(List<T> list, T element) {
    list.add(element);
  }

  /**
   * Says that all is gathered. Without this the snapshot is not in the capture.
   *
   * @param took how long the gathering took
   */
  public synchronized void complete(Duration took) {
    writer.complete(
        new RecordedSnapshot(
            takenAt,
            took,
            source,
            plan.sections(),
            replies,
            gaps,
            silentServers,
            services,
            apiErrors));
  }
}
