// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Monitored;

/**
 * Finds streams that take from fewer sources than their owner wants.
 *
 * @since 0.1
 */
public final class TooFewSources implements Check {

  static final MetadataKey<Long> MIN_SOURCES =
      MetadataKey.count(
          "io.nats.monitor.min-sources",
          "sources",
          "Smallest number of sources that the stream must have");

  private static final SourceCount SOURCES = new SourceCount(MIN_SOURCES, false);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_019", "Min Sources")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.STREAM)
          .metadata(MIN_SOURCES, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Compare the configured sources with the wanted ones and add what was dropped, then"
                  + " copy what was missed from the origins.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return SOURCES.judge(context);
  }

  private static Runbook runbook() {
    return MonitoredStreams.explain(
            Runbook.why(
                    """
            A source that was dropped from the configuration leaves no error: its messages \
            simply do not come any more, and once the origin has let them go they are lost \
            to this stream.""")
                .cause("An update of the stream left a source out.")
                .cause("The stream was made again without all its sources.")
                .diagnose("See the sources and their state.", "nats stream info STREAM")
                .diagnose(
                    "List the configured sources.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | [.config.sources[]?.name]'")
                .diagnose(
                    "Watch the requests of the account for updates of streams; the event names the client.",
                    "nats sub '$JS.EVENT.ADVISORY.API' --raw | jq -c 'select(.subject | contains(\"STREAM.UPDATE\")) | {subject, client}'")
                .fix(
                    "Add the missing source: write the configuration to a file with nats stream info STREAM --json | jq .config > stream.json, complete its list of sources, and apply it with nats stream edit STREAM --config stream.json.")
                .fix("Copy the missed messages from the origin while it still holds them.")
                .limit(
                    "Sources are counted, not heard: a source that is configured and silent counts.")
                .related("JETSTREAM_020", "Too many sources.")
                .related("CHANGE_004", "The configuration of a stream changed."),
            "--metadata io.nats.monitor.min-sources=3")
        .build();
  }
}
