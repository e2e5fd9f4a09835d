// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

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
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Bucket;
import io.natschecks.core.checks.shared.ConfiguredStreams;

/**
 * Finds replicated streams of which only the leader answers reads.
 *
 * @since 0.1
 */
public final class DirectGetsDisabled implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_016", "Direct Gets Disabled")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Turn allow_direct on, unless its readers must see a message the moment it is written.")
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
    return ConfiguredStreams.judge(
        context, config -> config.replicas() > 1, DirectGetsDisabled::judge);
  }

  private static void judge(LedStream stream, StreamConfig config, Verdict<?> verdict) {
    if (!config.allowDirect()) {
      Bucket.describe(
              verdict.finding().observed("allow_direct", "false").limit("expected", "true"),
              stream.id())
          .with("num_replicas", config.replicas(), "replicas")
          .message(
              "%shas %s, of which only the leader answers reads (allow_direct is off)",
              Bucket.subject(stream.id()), Display.count(config.replicas(), "replica"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Reads of single messages, such as every get of a key-value bucket, all go to the \
            leader, through the API that also makes and changes streams. With direct gets each \
            replica answers them, faster and without that queue.""")
        .cause(
            "The stream was made by a client or server that did not set allow_direct by default.")
        .cause("It was switched off for readers that must see their own writes.")
        .diagnose("See the setting.", "nats stream info STREAM --json | jq .config.allow_direct")
        .diagnose(
            "List the streams of an account without it, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq -r '.account_details[].stream_detail[] | select(.config.num_replicas > 1 and (.config.allow_direct | not)) | .name'")
        .fix("Turn it on, without an interruption: nats stream edit STREAM --allow-direct.")
        .fix("A sealed stream cannot be edited: leave it, or mirror it.")
        .question(
            "What is lost by it?",
            "A follower can be a moment behind its leader, so that a read right after a write may miss it. Where that must"
                + " not be, keep it off.")
        .question(
            "Who profits?",
            "Only who gets single messages by sequence or subject, as key-value stores do. Consumers read as before.")
        .limit("Whether anybody reads the stream by direct gets cannot be seen.")
        .limit("Streams with one replica are left out: there is nobody else to answer.")
        .related("OPT_SYS_021", "Streams with one replica where there could be more.")
        .build();
  }
}
