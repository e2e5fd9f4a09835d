// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.function.Function;
import java.util.function.ToLongFunction;
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
      Track.of(Tracked.SERVERS, "server.jetstream.memory", read(JetStreamServer::memory));

  /** Bytes of file storage that JetStream uses on a server. */
  public static final Track<Server> STORAGE =
      Track.of(Tracked.SERVERS, "server.jetstream.storage", read(JetStreamServer::storage));

  /** Which of the two bounds counts. */
  public enum Basis {
    /** What its streams have reserved. */
    RESERVATION("the reservations of its streams"),
    /** What the server may use at most. */
    MAXIMUM("the configured maximum");

    private final String shown;

    Basis(String shown) {
      this.shown = shown;
    }

    /**
     * The bound for people.
     *
     * @return such as the configured maximum
     */
    public String shown() {
      return shown;
    }
  }

  /**
   * Names of the bytes in the evidence of a finding.
   *
   * @param used bytes in use
   * @param reserved what is reserved
   * @param maximum the configured maximum
   */
  public record Names(String used, String reserved, String maximum) {}

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

  private static ToLongFunction<Server> read(ToLongFunction<JetStreamServer> bytes) {
    return server -> {
      JetStreamServer jetStream = server.jetStreamServer();
      return jetStream == null || !jetStream.enabled() ? Track.HOLE : bytes.applyAsLong(jetStream);
    };
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

  /**
   * Says whether nothing can be in the store, because its maximum was set to 0.
   *
   * @return true if it is switched off
   */
  public boolean isSwitchedOff() {
    return used == 0 && maximum.equals(Limit.of(0));
  }

  /**
   * The bound that counts.
   *
   * @return the reservation while it is a ceiling, else the maximum, else a reservation that is
   *     outgrown; null if neither bound is known
   */
  public @Nullable Basis basis() {
    Limit reservation = bound(Basis.RESERVATION);
    if (used <= reservation.value().orElse(-1)) {
      return Basis.RESERVATION;
    }
    if (!bound(Basis.MAXIMUM).isUnlimited()) {
      return Basis.MAXIMUM;
    }
    return reservation.isUnlimited() ? null : Basis.RESERVATION;
  }

  /**
   * What is used of a bound.
   *
   * @param basis which bound
   * @return the usage; its limit is unlimited where there is no such bound
   */
  public Usage usage(Basis basis) {
    return new Usage(used, bound(basis), "bytes");
  }

  private Limit bound(Basis basis) {
    long bytes =
        basis == Basis.MAXIMUM ? maximum.value().orElse(0) : reserved == null ? 0 : reserved;
    return Limit.positiveFromServer(bytes);
  }

  private void report(double percent, Series series, Verdict<?> verdict) {
    Basis basis = basis();
    if (basis == null) {
      verdict.notEvaluable(
          "neither a reservation nor a maximum of its JetStream " + name + " is known");
      return;
    }
    Usage usage = usage(basis);
    if (usage.isFrom(percent)) {
      describe(verdict.finding(), basis, new Names(name, "reserved_" + name, "max_" + name))
          .reaches(series, usage.amountAt(100), "bytes")
          .message("JetStream %s: %s, against %s", name, usage.text(percent), basis.shown);
    } else {
      usage.forecast(verdict, name, percent).from(series);
    }
  }

  /**
   * Adds what is used, both bounds and which of them counts to the evidence of a finding.
   *
   * @param finding the finding
   * @param basis the bound that counts
   * @param names names of the bytes
   * @return the finding
   */
  public FindingBuilder describe(FindingBuilder finding, Basis basis, Names names) {
    boolean isMaximum = basis == Basis.MAXIMUM;
    usage(basis)
        .describe(finding, names.used(), isMaximum ? names.maximum() : names.reserved())
        .with("basis", basis.shown);
    if (isMaximum) {
      return reserved == null ? finding : finding.with(names.reserved(), reserved, "bytes");
    }
    return maximum.isUnlimited()
        ? finding
        : finding.with(names.maximum(), maximum.value().orElseThrow(), "bytes");
  }
}
