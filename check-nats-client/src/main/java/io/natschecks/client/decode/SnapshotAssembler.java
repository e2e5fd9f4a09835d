// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Makes a snapshot of the answers of servers. Answers are decoded by the threads that bring them,
 * and joined under a lock.
 *
 * @since 0.1
 */
public final class SnapshotAssembler implements ReplySink {

  /** Most subjects of connections that are kept unless told otherwise. */
  public static final int MAX_SUBJECTS = 5_000_000;

  private final SnapshotPlan plan;
  private final Instant takenAt;
  private final String source;
  private final Interner interner = new Interner();
  private final SubjectBudget subjects;
  private final Collected collected = new Collected();
  private @Nullable ApiErrors apiErrors;

  /**
   * Starts a snapshot.
   *
   * @param plan what was asked for
   * @param takenAt when the gathering began
   * @param source where the answers come from, for people, without secrets
   */
  public SnapshotAssembler(SnapshotPlan plan, Instant takenAt, String source) {
    this(plan, takenAt, source, MAX_SUBJECTS);
  }

  /**
   * Starts a snapshot.
   *
   * @param plan what was asked for
   * @param takenAt when the gathering began
   * @param source where the answers come from, for people, without secrets
   * @param maxSubjects most subjects of connections that are kept, 0 or more; of further
   *     connections they are left out, and the coverage says so
   */
  public SnapshotAssembler(SnapshotPlan plan, Instant takenAt, String source, long maxSubjects) {
    this.plan = Objects.requireNonNull(plan, "plan");
    this.takenAt = Objects.requireNonNull(takenAt, "takenAt");
    this.source = Objects.requireNonNull(source, "source");
    this.subjects = new SubjectBudget(maxSubjects);
  }

  @Override
  public void reply(Reply reply) {
    Contribution contribution = decode(reply);
    synchronized (collected) {
      contribution.addTo(collected, collected.server(reply.server()));
    }
  }

  /** Decodes a reply; whatever is wrong with it becomes a gap in the coverage. */
  private Contribution decode(Reply reply) {
    try (Json json = new Json(reply.body(), interner)) {
      return new ReplyDecoder(plan, reply, json, subjects).decode();
    } catch (JacksonException e) {
      return ReplyDecoder.noObject(reply, "the answer is broken JSON");
    } catch (RuntimeException e) { // A mistake in here must cost one answer, not the snapshot.
      String kind = e.getClass().getSimpleName();
      return ReplyDecoder.noObject(reply, "the answer cannot be decoded: " + kind);
    }
  }

  @Override
  public void missing(ServerRef server, Section section, Coverage.Status status, String detail) {
    synchronized (collected) {
      collected.server(server);
      collected.ledger.missing(section, server.id(), status, detail);
    }
  }

  @Override
  public void unavailable(Section section, Coverage.Status status, String detail) {
    synchronized (collected) {
      collected.ledger.unavailable(section, status, detail);
    }
  }

  @Override
  public void silent(SilentServer server) {
    synchronized (collected) {
      collected.silent(server);
    }
  }

  @Override
  public void services(AccountServices services) {
    synchronized (collected) {
      collected.services(services);
    }
  }

  @Override
  public void apiErrors(ApiErrors errors) {
    synchronized (collected) {
      apiErrors = errors;
    }
  }

  /**
   * Joins everything that has come. To be called once, after the last answer.
   *
   * @param took how long the gathering took
   * @return the snapshot
   */
  public Snapshot assemble(Duration took) {
    synchronized (collected) {
      Snapshot.Builder snapshot =
          Snapshot.builder(takenAt).source(source).duration(took).apiErrors(apiErrors);
      collected.into(snapshot, plan);
      return snapshot.build();
    }
  }
}
