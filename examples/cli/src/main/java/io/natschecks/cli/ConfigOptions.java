// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.CheckSettings;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.registry.CheckRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The configuration: what a file says, and over it what the command line says. */
final class ConfigOptions {

  private static final String ACCOUNT_CONNECTION_LIMIT = "ACCOUNTS_001";
  private static final String CONNECTION_LIMITS = "connection_limits";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON file that sets parameters and severities, and selects checks.")
  private @Nullable Path file;

  @Option(
      names = "--only",
      paramLabel = "CODES",
      split = ",",
      description =
          "Run only these checks: codes, families such as OPT_IDLE, or kind:, category: or"
              + " severity: with a value.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "CODES",
      split = ",",
      description = "Do not run these checks.")
  private List<String> skip = new ArrayList<>();

  @Option(
      names = "--account-limit",
      paramLabel = "NAME=CONNECTIONS",
      converter = AccountLimit.Converter.class,
      description =
          "Connection limit of an account in a server's configuration file, which no endpoint"
              + " shows. Can be given again.")
  private List<AccountLimit> accountLimits = new ArrayList<>();

  @Mixin private final PluginOptions plugins = new PluginOptions();

  /**
   * Starts an auditor of the checks that are left.
   *
   * @throws CliException if none is, or the file is wrong
   */
  Auditor.Builder auditor() {
    CheckRegistry registry = plugins.registry();
    AuditConfig config = load();
    config.validate(registry.descriptors());
    if (registry.descriptors().stream().noneMatch(config::enables)) {
      throw CliException.usage("No check is left to run");
    }
    return Auditor.builder().registry(registry).config(config);
  }

  private AuditConfig load() {
    AuditConfig base = file == null ? AuditConfig.DEFAULT : read(file);
    AuditConfig.Builder config =
        AuditConfig.builder()
            .timeBudget(base.timeBudget())
            .maxFindings(base.maxFindings())
            .window(base.window())
            .only((only.isEmpty() ? base.only() : only).toArray(String[]::new))
            .skip(base.skip().toArray(String[]::new))
            .skip(skip.toArray(String[]::new))
            .metadataSuppressions(base.metadataSuppressions());
    base.suppressions().forEach(config::suppress);
    base.checks().forEach((code, settings) -> config.check(code, selected(settings)));
    if (!accountLimits.isEmpty()) {
      config.parameter(
          ACCOUNT_CONNECTION_LIMIT,
          CONNECTION_LIMITS,
          limits(base.settings(ACCOUNT_CONNECTION_LIMIT)));
    }
    return config.build();
  }

  /** What a file turns on or off gives way to what was selected by hand. */
  private CheckSettings selected(CheckSettings settings) {
    boolean overridden =
        Boolean.TRUE.equals(settings.enabled())
            ? !only.isEmpty() || !skip.isEmpty()
            : !only.isEmpty();
    return overridden ? settings.withEnabled(null) : settings;
  }

  private Map<String, Object> limits(CheckSettings settings) {
    Map<String, Object> limits = new LinkedHashMap<>();
    if (settings.parameters().get(CONNECTION_LIMITS) instanceof Map<?, ?> configured) {
      configured.forEach((account, limit) -> limits.put(String.valueOf(account), limit));
    }
    accountLimits.forEach(each -> limits.put(each.account(), each.connections()));
    return limits;
  }

  private static AuditConfig read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return AuditConfig.fromJson(reader);
    } catch (ConfigException e) {
      throw CliException.usage(file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw CliException.usage("There is no configuration file " + file, e);
    } catch (IOException e) {
      throw CliException.usage("The configuration file " + file + " cannot be read", e);
    }
  }
}
