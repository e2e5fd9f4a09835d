// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.runbook.RunbookPage;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the runbook of a check. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Prints the runbook of one check.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "CODE", description = "Code of the check, such as SERVER_001.")
  private String code = "";

  @Mixin private final PluginOptions plugins = new PluginOptions();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CheckRegistry registry = plugins.registry();
    Errors.warn(terminal, registry.problems());
    CheckDescriptor check = registry.find(code.toUpperCase(Locale.ROOT));
    if (check == null) {
      throw unknown(registry);
    }
    terminal.out().print(RunbookPage.markdown(check));
    terminal.out().flush();
    return ExitStatus.OK;
  }

  /** The configuration knows which code was probably meant. */
  private CliException unknown(CheckRegistry registry) {
    try {
      AuditConfig.builder().enable(code).build().validate(registry.descriptors());
    } catch (ConfigException e) {
      return CliException.usage(String.valueOf(e.getMessage()).replaceFirst("^checks: t", "T"));
    }
    return CliException.usage("There is no check " + code);
  }
}
