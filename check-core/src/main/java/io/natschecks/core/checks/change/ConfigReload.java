// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import io.natschecks.api.Category;
import io.natschecks.api.Change;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Finds servers that loaded their configuration again since the snapshot before.
 *
 * @since 0.1
 */
public final class ConfigReload implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CHANGE_001", "Config Reload Detected")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.INFO)
          .category(Category.CHANGE)
          .entity(EntityType.SERVER)
          .requires(Section.VARZ)
          .needsPrevious()
          .remediation(
              "Match the time with your change log or deployment; if nobody did it, ask why.")
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
    return context.changes(Section.VARZ, Server::config).judge(ConfigReload::judge);
  }

  private static void judge(Change<ServerConfig> change, Verdict<?> verdict) {
    Instant before = change.before().configLoadTime();
    Instant now = change.now().configLoadTime();
    if (before == null || now == null) {
      verdict.notEvaluable("it does not say when its configuration was loaded");
    } else if (!now.equals(before)) {
      String oldDigest = change.before().configDigest();
      String newDigest = change.now().configDigest();
      FindingBuilder finding =
          verdict
              .finding()
              .observed("config_load_time", now.toString())
              .limit("previous_config_load_time", before.toString())
              .with("config_digest", newDigest)
              .with("previous_config_digest", oldDigest);
      if (oldDigest != null && newDigest != null) {
        finding.with("digest_changed", !newDigest.equals(oldDigest));
      }
      finding.message(
          "configuration loaded again at %s (before: %s)%s",
          now, before, file(oldDigest, newDigest));
    }
  }

  private static String file(@Nullable String before, @Nullable String now) {
    if (before == null || now == null) {
      return "";
    }
    return now.equals(before) ? ", from an unchanged file" : ", from a changed file";
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A reload changes accounts, permissions, limits or certificates while clients are \
            connected, and can cut some of them off. When something breaks, the first question is \
            what was changed, and when.""")
        .cause("A deployment or an operator sent SIGHUP or a reload request.")
        .cause("A tool that renews certificates and reloads afterwards, or reloads on a timer.")
        .cause("Somebody who should not have.")
        .diagnose(
            "See when each server loaded its configuration, and whether their files are equal.",
            "nats req '$SYS.REQ.SERVER.PING.VARZ' '' --raw --replies 0 --timeout 2s | jq -r '[.server.name, .data.config_load_time, .data.config_digest] | @tsv'")
        .diagnose("Read the log of the server at that time for \"Reloaded\".")
        .diagnose("Compare the file with the one under version control.")
        .fix(
            "If nobody admits to it: restore the file, reload, and find who can write it or reach the process.")
        .question(
            "What does an unchanged file mean?",
            "The same file was loaded again, as after a renewal of certificates. The digest covers the configuration, not"
                + " the files that it names.")
        .question(
            "Is a restart a reload?",
            "No. A restarted server has a new id and is not compared; see SERVER_008.")
        .limit("A reload that the server refused leaves no trace but in its log.")
        .limit("Several reloads between two snapshots are one finding.")
        .limit("The digest is known from 2.11 on.")
        .related("SERVER_008", "A server that was restarted.")
        .related("CHANGE_003", "Accounts that came or went with it.")
        .build();
  }
}
