// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memory or the file storage of JetStream on a server, with two bounds: what its streams have
 * reserved, and what the server may use at most. The reservation counts while it is a ceiling; once
 * streams without max_bytes have outgrown it, and where there is none, the maximum counts.
 *
 * @param name memory or storage
 * @param used bytes in use
 * @param reserved sum of max_bytes of its streams; null if not known
 * @param maximum most bytes that the server may use
 * @param track the bytes in use, over time
 */
public record JetStreamPool(
    String name, long used, @Nullable Long reserved, Limit maximum, Track<Server> track) {

  /** Bytes of memory that JetStream uses on a server. */
  public static final Track<Server> MEMORY =
      Followed.ofJetStream("server.jetstream.memory", JetStreamServer::memory);

  /** Bytes of file storage that JetStream uses on a server. */
  public static final Track<Server> STORAGE =
      Followed.ofJetStream("server.jetstream.storage", JetStreamServer::storage);

  /** Which of the two bounds counts. */
  private enum Basis {
    RESERVATION("reserved_", "the reservations of its streams"),
    MAXIMUM("max_", "the configured maximum");

    private final String prefix;
    private final String shown;

    Basis(String prefix, String shown) {
      this.prefix = prefix;
      this.shown = shown;
    }
  }

  private record Ceiling(long bytes, Basis basis) {}

  /**
   * The memory.
   *
   * @param server JetStream of a server
   * @return its memory
   */
  public static JetStreamPool memory(JetStreamServer server) {
    return new JetStreamPool(
        "memory", server.memory(), server.reservedMemory(), server.maxMemory(), MEMORY);
  }

  /**
   * The file storage.
   *
   * @param server JetStream of a server
   * @return its file storage
   */
  public static JetStreamPool storage(JetStreamServer server) {
    return new JetStreamPool(
        "storage", server.storage(), server.reservedStorage(), server.maxStorage(), STORAGE);
  }

  /**
   * Judges all servers with JetStream: a share of the ceiling in use is reported, and a server
   * without any ceiling is not evaluable.
   *
   * @param context the evaluation
   * @param pool picks what is judged
   * @param percent the share, itself included
   * @return the result of the check
   */
  public static CheckResult judge(
      CheckContext context, Function<JetStreamServer, JetStreamPool> pool, double percent) {
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .where(server -> !pool.apply(server.value()).isSwitchedOff())
        .judge(
            (server, verdict) -> {
              JetStreamPool judged = pool.apply(server.value());
              judged.report(percent, context.series(judged.track(), server.server()), verdict);
            });
  }

  /** A store whose maximum was set to 0; nothing can be in it. */
  private boolean isSwitchedOff() {
    return used == 0 && maximum.equals(Limit.of(0));
  }

  private void report(double percent, Series series, Verdict<?> verdict) {
    Ceiling ceiling = ceiling();
    if (ceiling == null) {
      verdict.notEvaluable(
          "neither a reservation nor a maximum of its JetStream " + name + " is known");
      return;
    }
    Usage usage = new Usage(used, Limit.of(ceiling.bytes()), "bytes");
    if (usage.isFrom(percent)) {
      Basis basis = ceiling.basis();
      describeOther(basis, usage.describe(verdict.finding(), name, basis.prefix + name, series))
          .with("basis", basis.shown)
          .message("JetStream %s: %s, against %s", name, usage.text(percent), basis.shown);
    } else {
      usage.forecast(verdict, name, percent).from(series);
    }
  }

  private FindingBuilder describeOther(Basis basis, FindingBuilder finding) {
    if (basis == Basis.MAXIMUM) {
      return reserved == null
          ? finding
          : finding.with(Basis.RESERVATION.prefix + name, reserved, "bytes");
    }
    return maximum.isUnlimited()
        ? finding
        : finding.with(Basis.MAXIMUM.prefix + name, maximum.value().orElseThrow(), "bytes");
  }

  private @Nullable Ceiling ceiling() {
    Ceiling reservation =
        reserved == null || reserved <= 0 ? null : new Ceiling(reserved, Basis.RESERVATION);
    if (reservation != null && used <= reservation.bytes()) {
      return reservation;
    }
    long most = maximum.value().orElse(0);
    return most > 0 ? new Ceiling(most, Basis.MAXIMUM) : reservation;
  }
}
