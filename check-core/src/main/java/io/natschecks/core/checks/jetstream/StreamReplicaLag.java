// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.EarlierStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds replicas of streams that trail their leader.
 *
 * @since 0.1
 */
public final class StreamReplicaLag implements Check {

  static final Parameter<Double> LAG_PERCENT =
      Parameter.number("lag_percent", "percent")
          .describedAs("How far a replica's last sequence may be behind the leader's")
          .firesAbove()
          .between(0, 100)
          .defaultValue(10.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_001", "Stream Replica Lag")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(LAG_PERCENT)
          .requires(Section.JSZ_STREAMS)
          .causedBy("META_001", EntityType.SERVER, "peer")
          .causedBy("SERVER_015", EntityType.SERVER, "peer")
          .causedBy("ACCOUNTS_101", EntityType.ACCOUNT)
          .remediation(
              "Look at disk, CPU and network of the server that trails, and leave leadership"
                  + " where it is until the replica has caught up.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    double limit = context.value(LAG_PERCENT);
    return context
        .streams()
        .where(stream -> stream.state().lastSequence() > 0)
        .judge((stream, verdict) -> judge(stream, limit, context.previous(), verdict));
  }

  private static void judge(
      LedStream stream, double limit, @Nullable Snapshot previous, Verdict<?> verdict) {
    if (previous != null && stream.stream().created().isAfter(previous.takenAt())) {
      verdict.notEvaluable("it is so new that the time between two answers decides");
      return;
    }
    long leading = stream.state().lastSequence();
    Copies copies = Copies.ofFollowers(stream);
    for (StreamView replica : copies.views()) {
      long last = replica.state().lastSequence();
      double percent = (leading - last) * 100.0 / leading;
      // One that holds nothing yet has only just been given to its server.
      if (last > 0 && percent > limit && !hasAllButNews(last, stream, previous)) {
        verdict
            .finding()
            .discriminator("peer", replica.serverName())
            .observed("lag_percent", percent, "percent")
            .limit("lag_percent_limit", limit, "percent")
            .with("peer", replica.serverName())
            .with("peer_last_sequence", last, "")
            .with("leader", stream.view().serverName())
            .with("leader_last_sequence", leading, "")
            .message(
                "replica on %s is at sequence %s, the leader at %s (%s behind, reported above %s)",
                Display.name(replica.serverName()),
                Display.count(last),
                Display.count(leading),
                Display.percent(percent),
                Display.number(limit));
      }
    }
    if (!copies.unseen().isEmpty()) {
      verdict.notEvaluable(copies.unseenText());
    }
  }

  /**
   * Servers answer one after the other. A replica that has all that the leader had in the snapshot
   * before lacks only what came since then, which can be much of a young stream.
   */
  private static boolean hasAllButNews(long last, LedStream stream, @Nullable Snapshot previous) {
    StreamState before = EarlierStream.stateOf(stream.stream(), previous);
    return before != null && last >= before.lastSequence();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A replica that trails protects nothing: if the leader and the other replicas \
            go, the messages that it lacks are gone. A stream of three replicas with one \
            behind bears no further loss.""")
        .cause("The disk of the server is slow or full, so that it cannot store what it receives.")
        .cause("The server was restarted or the replica was moved, and is catching up.")
        .cause("The route between the servers is slow or was interrupted.")
        .cause("More is published than the slowest replica can store.")
        .diagnose(
            "See which replicas the leader holds to be current, and how many operations they are behind.",
            "nats stream info STREAM")
        .diagnose(
            "Compare what the servers themselves hold; ask each of them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {messages: .state.messages, last_seq: .state.last_seq, leader: .cluster.leader}'")
        .diagnose(
            "See whether all streams of one server trail: then it is the server, not the stream.",
            "nats server report jetstream")
        .diagnose(
            "Look at the load of the server.",
            "curl -s 'http://HOST:8222/varz' | jq '{cpu, cores, mem, slow_consumers}'")
        .fix("Wait if the distance shrinks from snapshot to snapshot: catching up needs no help.")
        .fix("Relieve the server: slower publishers, fewer leaders on it, a faster disk.")
        .fix("Do not make the leader step down while a replica trails.")
        .fix(
            "If the distance keeps growing, remove the replica with nats stream cluster peer-remove STREAM SERVER, if there is another server to take its place, which then copies afresh.")
        .question(
            "Why is a replica at sequence 0 not reported?",
            "It has just been made and has not received anything yet. JETSTREAM_022 and JETSTREAM_023 watch it if the stream carries their thresholds.")
        .limit(
            "Sequences are compared, not messages: in a stream that was purged, or keeps few of many messages, a small share of the sequence can be more than it holds.")
        .limit(
            "Servers answer one after another. A replica that has all that the leader had in the snapshot before is therefore not reported, and a stream made since then is not judged. Without a snapshot before, a replica of a young stream under load can seem to trail when it was merely asked earlier.")
        .limit("A replica whose server answered nothing is listed as not looked at.")
        .related(
            "JETSTREAM_014",
            "Replicas that are current and yet hold different numbers of messages.")
        .related(
            "JETSTREAM_022",
            "The same question in Raft operations, with a threshold of the stream's own.")
        .related("JETSTREAM_008", "So many replicas are offline that the stream stands still.")
        .related("CONSUMER_002", "Replicas of consumers that trail.")
        .build();
  }
}
