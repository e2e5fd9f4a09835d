// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.Sections;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ReplySink;
import java.io.IOException;
import java.util.List;

/** Hands on what a capture holds, as the source did that gathered it. */
public final class Replay {

  private Replay() {}

  /**
   * Hands on a snapshot as far as a plan wants it. Damaged files are recorded as missing. The
   * deadline of the plan is not looked at: nobody is waited for.
   *
   * @param capture the capture
   * @param snapshot one of its snapshots
   * @param plan what is wanted
   * @param sink takes it
   * @throws IOException if the capture cannot be opened any more
   * @throws InterruptedException if the thread was interrupted
   */
  public static void into(
      Capture capture, RecordedSnapshot snapshot, SnapshotPlan plan, ReplySink sink)
      throws IOException, InterruptedException {
    snapshot.silentServers().forEach(sink::silent);
    for (Section section : plan.sections()) {
      if (!snapshot.sections().contains(section)) {
        sink.unavailable(section, Status.NOT_REQUESTED, "the capture was taken without it");
      }
    }
    for (RecordedGap gap : snapshot.gaps()) {
      if (plan.wants(gap.section())) {
        gap.tell(sink);
      }
    }
    if (snapshot.apiErrors() != null) {
      sink.apiErrors(snapshot.apiErrors());
    }
    if (plan.wants(Section.SERVICES)) {
      snapshot.services().forEach(sink::services);
    }
    try (CaptureContents contents = capture.contents()) {
      for (RecordedReply reply : snapshot.replies()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while a capture was read");
        }
        replay(reply, contents, plan, sink);
      }
    }
  }

  private static void replay(
      RecordedReply reply, CaptureContents contents, SnapshotPlan plan, ReplySink sink) {
    List<Section> sections = Sections.of(reply.endpoint()).stream().filter(plan::wants).toList();
    if (sections.isEmpty() && reply.endpoint() != Endpoint.STATSZ) {
      return;
    }
    byte[] body;
    try {
      body = contents.read(reply.location());
    } catch (IOException e) {
      Status status = e instanceof TooLargeException ? Status.TRUNCATED : Status.MALFORMED;
      String detail = "cannot read " + reply.location() + ": " + e.getMessage();
      sections.forEach(section -> sink.missing(reply.server(), section, status, detail));
      return;
    }
    sink.reply(reply.with(body));
  }
}
