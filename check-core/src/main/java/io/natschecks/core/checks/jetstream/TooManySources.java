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
 * Finds streams that take from more sources than their owner wants.
 *
 * @since 0.1
 */
public final class TooManySources implements Check {

  static final MetadataKey<Long> MAX_SOURCES =
      MetadataKey.count(
          "io.nats.monitor.max-sources",
          "sources",
          "Largest number of sources that the stream may have");

  private static final SourceCount SOURCES = new SourceCount(MAX_SOURCES, true);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_020", "Max Sources")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.STREAM)
          .metadata(MAX_SOURCES, Monitored.ENABLED)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Compare the configured sources with the wanted ones and remove what nobody"
                  + " ordered.")
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
            Each source brings the messages of another stream in. One too many mixes data \
            that do not belong together, perhaps another tenant's, and fills the storage \
            faster than planned.""")
                .cause("An update of the stream added a source that nobody ordered.")
                .cause("The stream grew on purpose, and its threshold did not.")
                .diagnose("See the sources and their state.", "nats stream info STREAM")
                .diagnose(
                    "List the configured sources.",
                    "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | [.config.sources[]?.name]'")
                .diagnose(
                    "Watch the requests of the account for updates of streams; the event names the client.",
                    "nats sub '$JS.EVENT.ADVISORY.API' --raw | jq -c 'select(.subject | contains(\"STREAM.UPDATE\")) | {subject, client}'")
                .fix(
                    "Write the configuration to a file with nats stream info STREAM --json | jq .config > stream.json, take the source off its list, and apply it with nats stream edit STREAM --config stream.json.")
                .fix("Check who may update streams of the account.")
                .fix(
                    "Raise the threshold if the sources are wanted and the storage is planned for them.")
                .related("JETSTREAM_019", "Too few sources.")
                .related("CHANGE_004", "The configuration of a stream changed."),
            "--metadata io.nats.monitor.max-sources=3")
        .build();
  }
}
