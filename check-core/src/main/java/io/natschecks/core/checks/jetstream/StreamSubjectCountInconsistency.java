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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamState;

/**
 * Finds streams that claim to hold more subjects than messages.
 *
 * @since 0.1
 */
public final class StreamSubjectCountInconsistency implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_013", "Stream Subject/Message Count Inconsistency")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Compare the replicas, make a healthy one the leader, and let the bad one be copied"
                  + " afresh.")
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
    return context
        .streams()
        .where(stream -> stream.state().messages() > 0)
        .judge(StreamSubjectCountInconsistency::judge);
  }

  private static void judge(LedStream stream, Verdict<?> verdict) {
    StreamState state = stream.state();
    if (state.subjects() > state.messages()) {
      verdict
          .finding()
          .observed("num_subjects", state.subjects(), "subjects")
          .limit("messages", state.messages(), "messages")
          .with("leader", stream.view().serverName())
          .message(
              "%s subjects in only %s",
              Display.count(state.subjects()), Display.count(state.messages(), "message"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each message has one subject, so there are never more subjects than messages. \
            If there are, the index that the server keeps of them is wrong: filtered \
            consumers can miss messages, and lookups by subject, as key-value buckets do \
            them, can fail.""")
        .cause(
            "Damage to the store: a full or failing disk, a server that was killed while it wrote.")
        .cause("A fault of the server release in keeping its index.")
        .diagnose(
            "Compare the replicas; ask each server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .state | {messages, num_subjects, num_deleted}'")
        .diagnose("See the release of each server.", "nats server list")
        .diagnose("See which server leads.", "nats stream info STREAM")
        .fix(
            "If a replica is right, make it the leader with nats stream cluster step-down STREAM, then remove the bad one with nats stream cluster peer-remove STREAM SERVER, if there is another server to take its place, which then copies afresh.")
        .fix(
            "If all are wrong, back up with nats stream backup STREAM FOLDER and restore; the index is built anew.")
        .fix("Check the disk and update the server before you trust the stream again.")
        .limit("Only the leader's numbers are judged.")
        .limit("Too few subjects cannot be seen from counts.")
        .related("JETSTREAM_014", "Replicas hold different numbers of messages.")
        .related("JETSTREAM_002", "Very many subjects.")
        .build();
  }
}
