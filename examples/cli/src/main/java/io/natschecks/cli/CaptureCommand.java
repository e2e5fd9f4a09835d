// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Display;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.cli.AccountOptions.AccountLogin;
import io.natschecks.client.CaptureFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Captures a deployment, to be audited later and elsewhere. */
@Command(
    name = "capture",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "Captures two snapshots of all that a deployment shows in a file, for audit --capture. It"
            + " holds what the servers tell, account JWTs among it: only its owner can read it.",
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  the capture is there, and every server that is known to exist is in it",
      "  2  the command line or a file that it names is wrong",
      "  3  there is no capture, or one in which servers or answers of accounts are missing"
    })
final class CaptureCommand implements Callable<Integer> {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE.zip",
      required = true,
      description = "The file to write.")
  private Path output = Path.of("");

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Durations.class,
      description =
          "Time between the two snapshots, such as 500ms, 5s or 1m; ${DEFAULT-VALUE} unless given.")
  private Duration interval = Duration.ofSeconds(5);

  private final Terminal terminal;

  CaptureCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!connection.givesSource()) {
      throw CliException.usage("Say what to capture: --server, --context or --monitor");
    }
    OutputFile.requireWritable(output);
    NatsSettings settings = connection.settings(terminal);
    List<AccountLogin> accounts = connection.accounts().logins();
    Consumer<String> warnings = warning -> Errors.warn(terminal, warning);
    try (Progress progress = new Progress(terminal)) {
      progress.show("Connecting");
      try (Deployment deployment = Deployment.open(settings, connection.monitors(), warnings);
          CaptureFile file = CaptureFile.create(output)) {
        deployment.join(settings, accounts, warnings);
        SnapshotPair pair =
            SnapshotPair.take(
                deployment.recordedTo(file, connection.accounts().advisories()),
                SnapshotPlan.everything(),
                interval,
                progress);
        progress.close();
        return report(deployment, pair.second());
      }
    }
  }

  /** Says what is there, and what is not. */
  private int report(Deployment deployment, Snapshot snapshot) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "Captured %s in %s%n",
            Display.count(snapshot.servers().size(), "server"),
            output);
    for (SilentServer server : snapshot.silentServers()) {
      Errors.warn(
          terminal, "The server " + server.name() + " answered nothing: " + server.reason());
    }
    List<String> refusals = deployment.refusals();
    refusals.forEach(refusal -> Errors.warn(terminal, refusal));
    terminal.out().flush();
    return deployment.isWhole() && refusals.isEmpty() && snapshot.silentServers().isEmpty()
        ? ExitStatus.OK
        : ExitStatus.INCOMPLETE;
  }
}
