// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.core.report.Health;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor publishes: one thing that has happened. As JSON its form is published as a JSON
 * Schema beside this class, {@code event.schema.json}; within a version of the schema, members are
 * only added.
 *
 * @param id the same if the same event is published again
 * @param type what has happened
 * @param time time of the snapshot that shows it; of the attempt, if there was none
 * @param instance the instance of the host that audits
 * @param finding the finding that it is about; null if it is about none
 * @param health how the deployment fares; null unless an audit has ended
 * @param problem why nothing can be seen; null if that is not so
 * @since 0.1
 */
public record AuditEvent(
    String id,
    Type type,
    Instant time,
    String instance,
    @Nullable EventFinding finding,
    @Nullable Health health,
    @Nullable String problem) {

  /** The version of the form of events as JSON. */
  public static final String SCHEMA = "natschecks-event-1";

  public AuditEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(instance, "instance");
  }

  /**
   * Reads an event. Members that are not known are left out.
   *
   * @param json the event as {@link #toJson()} writes it
   * @return the event
   * @throws IOException if it is something else
   */
  public static AuditEvent fromJson(byte[] json) throws IOException {
    return JsonEvent.read(json);
  }

  /**
   * Writes it.
   *
   * @return one JSON document in UTF-8
   */
  public byte[] toJson() {
    return JsonEvent.write(this);
  }

  /**
   * What it is about, for the subject that it is published to. Nothing in it is chosen by a tenant.
   *
   * @return the code of the check, or monitor, and the type, such as META_001.opened
   */
  public String topic() {
    return (finding == null ? "monitor" : finding.code()) + "." + type.word();
  }

  /**
   * What can have happened.
   *
   * @since 0.1
   */
  public enum Type {
    /** A finding was not there before, or did not count then. */
    OPENED,
    /** A finding is still there; told from time to time. */
    ONGOING,
    /** A finding is still there, with another severity. */
    SEVERITY_CHANGED,
    /** A finding comes and goes, and is not told again until it stays calm. */
    FLAPPING,
    /** A finding is gone. */
    RESOLVED,
    /** A finding is still there and does not count any longer; it is opened if it does again. */
    ACCEPTED,
    /** An audit has ended: someone watches. */
    AUDITED,
    /** Nothing of the deployment can be seen, or nothing of it can be judged. */
    CANNOT_SEE,
    /** The deployment can be seen again. */
    SEES_AGAIN;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
