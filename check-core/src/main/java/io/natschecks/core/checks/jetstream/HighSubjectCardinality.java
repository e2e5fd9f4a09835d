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
import io.natschecks.core.checks.shared.Followed;

/**
 * Finds streams that hold very many distinct subjects.
 *
 * @since 0.1
 */
public final class HighSubjectCardinality implements Check {

  static final Parameter<Long> MAX_SUBJECTS =
      Parameter.count("max_subjects", "subjects")
          .describedAs("Number of distinct stored subjects from which a stream is reported")
          .firesFrom()
          .between(1, Long.MAX_VALUE)
          .defaultValue(1_000_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_002", "High Subject Cardinality")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(MAX_SUBJECTS)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_SUBJECTS)
          .remediation(
              "Take identifiers that nobody filters on out of the subject and into a header, or"
                  + " let old subjects expire with max_age.")
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
    long limit = context.value(MAX_SUBJECTS);
    return context.streams().judge((stream, verdict) -> judge(context, stream, limit, verdict));
  }

  private static void judge(
      CheckContext context, LedStream stream, long limit, Verdict<?> verdict) {
    long subjects = stream.state().subjects();
    if (subjects >= limit) {
      verdict
          .finding()
          .observed("num_subjects", subjects, "subjects")
          .limit("max_subjects", limit, "subjects")
          .with("messages", stream.state().messages(), "messages")
          .message(
              "%s distinct subjects (reported from %s)",
              Display.count(subjects), Display.count(limit));
    } else {
      verdict
          .forecast("num_subjects", (double) limit, "subjects")
          .from(context.series(Followed.STREAM_SUBJECTS, stream));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server keeps an index of all subjects of a stream in memory, on every \
            replica. With millions of subjects the server needs memory for them, recovers \
            the stream slowly after a restart, and takes long to answer filtered consumers \
            and subject listings.""")
        .cause("An identifier stands in the subject: an order, a session, a device, a request.")
        .cause("A key-value bucket with one key an object and no time to live.")
        .cause("Subjects of a test or a fault, such as a token that was built from a time.")
        .diagnose("See how many subjects and messages the stream holds.", "nats stream info STREAM")
        .diagnose(
            "List subjects below one branch; the whole list can be long.",
            "nats stream subjects STREAM 'orders.eu.>'")
        .diagnose(
            "Read the count from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | .state | {num_subjects, messages}'")
        .fix("Put identifiers into a header or the payload where no consumer filters on them.")
        .fix("Let old subjects go with max_age, or with a time to live for single messages (2.11).")
        .fix(
            "Where the number is meant to be large, split the stream by tenant or region and raise max_subjects.")
        .limit(
            "Subjects are counted, not their lengths: many long ones need more memory than this number tells.")
        .related("JETSTREAM_025", "A threshold of the stream's own, in either direction.")
        .related("JETSTREAM_013", "More subjects than messages, which cannot be.")
        .build();
  }
}
