// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an archive of one snapshot or more. Answers go to disk as they come; what went wrong there
 * is said at the end, so that it never disturbs the gathering. For several threads.
 */
public final class CaptureWriter {

  private static final String OTHER_REPLIES = "natschecks_replies";

  private final Path path;
  private final ArchiveWriter archive;
  private final List<RecordedSnapshot> snapshots = new ArrayList<>();
  private @Nullable SnapshotRecording first;
  private @Nullable IOException failure;
  private boolean closed;

  private CaptureWriter(Path path, ArchiveWriter archive) {
    this.path = path;
    this.archive = archive;
  }

  /**
   * Starts an archive.
   *
   * @param path where it will be; what is there now is replaced at the end
   * @return the writer
   * @throws IOException if no file can be created there
   */
  public static CaptureWriter create(Path path) throws IOException {
    return new CaptureWriter(path, ArchiveWriter.create(path));
  }

  /**
   * Starts to record a snapshot. It counts only if it is completed.
   *
   * @param plan what is asked for
   * @param takenAt when the gathering began
   * @param source where it is gathered from, for people, without secrets
   * @return takes what is gathered
   */
  public synchronized SnapshotRecording record(SnapshotPlan plan, Instant takenAt, String source) {
    SnapshotRecording recording = new SnapshotRecording(this, plan, takenAt, source);
    if (first == null) {
      first = recording;
    }
    return recording;
  }

  /** Writes an answer; null if the archive failed. */
  synchronized @Nullable RecordedReply write(SnapshotRecording recording, Reply reply) {
    if (closed || failure != null) {
      return null;
    }
    try {
      String[] location = new String[1];
      if (recording == first) {
        AuditForm.of(
            reply,
            (place, body) -> {
              String page = archive.addPage(place.folder(), place.tags(), reply.receivedAt(), body);
              if (body == reply.body()) {
                location[0] = page;
              }
            });
      }
      if (location[0] == null) {
        location[0] = writeBeside(reply);
      }
      return RecordedReply.of(reply, location[0]);
    } catch (IOException | IllegalArgumentException e) {
      fail(e);
      return null;
    }
  }

  /** An answer for which the checks of nats audit have no place, or which they read otherwise. */
  private String writeBeside(Reply reply) throws IOException {
    return archive.addPage(
        "capture/misc/" + OTHER_REPLIES,
        List.of(new Tag(Tag.SPECIAL, OTHER_REPLIES)),
        reply.receivedAt(),
        reply.body());
  }

  synchronized void complete(RecordedSnapshot snapshot) {
    snapshots.add(snapshot);
  }

  private void fail(Exception e) {
    failure = new IOException("The capture " + path + " cannot be written: " + e.getMessage(), e);
  }

  /**
   * Ends the archive and puts it in its place; does nothing the second time. Without a completed
   * snapshot no file is left.
   *
   * @throws IOException if it could not be written; then no file is left either
   */
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (failure == null && !snapshots.isEmpty()) {
        publish();
      }
    } catch (IOException | JacksonException e) {
      fail(e);
    } finally {
      discard();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void publish() throws IOException {
    Instant time = snapshots.get(0).takenAt();
    archive.addSpecial("audit_gather_metadata", time, out -> writeMetadata(out, time));
    archive.addSpecial(CaptureIndex.NAME, time, out -> CaptureIndex.write(out, snapshots));
    archive.publish(time);
  }

  private static void writeMetadata(OutputStream out, Instant time) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringProperty("capture_timestamp", time.toString());
      json.writeEndObject();
    }
  }

  private void discard() {
    try {
      archive.discard();
    } catch (IOException e) {
      if (failure == null) {
        fail(e);
      }
    }
  }
}
