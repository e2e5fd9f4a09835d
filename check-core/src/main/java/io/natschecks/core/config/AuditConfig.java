// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What runs, and with what values. Immutable.
 *
 * <p>The lists {@code only} and {@code skip} hold codes (SERVER_001), families (OPT_BALANCE), or
 * properties: {@code kind:operational}, {@code category:saturation}, {@code severity:critical}. A
 * check runs if {@code only} is empty or selects it, and {@code skip} does not. What is set for a
 * single check wins over both lists.
 *
 * @since 0.1
 */
public final class AuditConfig {

  /** The configuration of a host that sets nothing. */
  public static final AuditConfig DEFAULT = builder().build();

  private final List<String> only;
  private final List<String> skip;
  private final Duration timeBudget;
  private final int maxFindings;
  private final Duration window;
  private final Map<String, CheckSettings> checks;
  private final List<Suppression> suppressions;
  private final boolean metadataSuppressions;

  /** Where it was read from, for messages: empty, or the prefix of its properties. */
  private final String root;

  private AuditConfig(Builder builder) {
    this.only = List.copyOf(builder.only);
    this.skip = List.copyOf(builder.skip);
    this.timeBudget = builder.timeBudget;
    this.maxFindings = builder.maxFindings;
    this.window = builder.window;
    this.checks = Collections.unmodifiableMap(new TreeMap<>(builder.checks));
    this.suppressions = List.copyOf(builder.suppressions);
    this.metadataSuppressions = builder.metadataSuppressions;
    this.root = builder.root;
  }

  /**
   * Starts a configuration with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a configuration, such as {@code {"skip": ["OPT_IDLE"], "timeBudget": "10s", "checks":
   * {"ACME_001": {"severity": "critical", "parameters": {"max_lag": 500}}}}}.
   *
   * @param json a JSON object
   * @return the configuration
   * @throws ConfigException if it is no such object; what it says of checks is not looked at before
   *     {@link #validate}
   */
  public static AuditConfig fromJson(String json) {
    return fromJson(new StringReader(json));
  }

  /**
   * Reads a configuration.
   *
   * @param json a JSON object; the caller closes it
   * @return the configuration
   * @throws ConfigException if it cannot be read, or is no such object
   */
  public static AuditConfig fromJson(Reader json) {
    return ConfigReader.read(json);
  }

  /**
   * Reads a configuration from flat properties, as hosts have them: {@code
   * natschecks.skip=OPT_IDLE} or {@code natschecks.checks.ACME_001.parameters.max_lag=500}. Lists
   * are counted ({@code natschecks.suppressions[0].code}), but texts can also stand in one value
   * with commas between, and an entity pattern stands in one value as {@link EntityPattern#parse}
   * reads it.
   *
   * @param properties values by key; those whose keys do not begin with the prefix and a dot are
   *     left out
   * @param prefix such as natschecks; empty if all keys are meant
   * @return the configuration
   * @throws ConfigException if a key is not known or a value is not allowed; what it says of checks
   *     is not looked at before {@link #validate}
   */
  public static AuditConfig fromProperties(Map<String, String> properties, String prefix) {
    return ConfigReader.read(properties, prefix);
  }

  /**
   * Writes the configuration.
   *
   * @return a JSON object; {@link #fromJson(String)} makes an equal configuration of it
   */
  public String toJson() {
    return ConfigWriter.write(this);
  }

  /**
   * Looks for mistakes.
   *
   * @param known the checks that there are
   * @throws ConfigException for the first code, key or value that is wrong
   */
  public void validate(Collection<CheckDescriptor> known) {
    new ConfigValidator(this, known).validate();
  }

  /**
   * Says whether a check runs.
   *
   * @param check describes the check
   * @return true if it runs
   */
  public boolean enables(CheckDescriptor check) {
    Boolean enabled = settings(check.code()).enabled();
    if (enabled != null) {
      return enabled;
    }
    return (only.isEmpty() || anySelects(only, check)) && !anySelects(skip, check);
  }

  /**
   * The values that are set for the parameters of a check.
   *
   * @param check describes the check
   * @return typed values by parameter; those that are not set are missing
   * @throws ConfigException if a value is not allowed
   */
  public Map<Parameter<?>, Object> parameters(CheckDescriptor check) {
    return parameters(check, settings(check.code()));
  }

  /**
   * The values of given settings for the parameters of a check.
   *
   * @param check describes the check
   * @param settings its settings, or what holds {@linkplain CheckSettings#under under} an override
   * @return typed values by parameter; those that are not set are missing
   * @throws ConfigException if a value is not allowed
   */
  public Map<Parameter<?>, Object> parameters(CheckDescriptor check, CheckSettings settings) {
    String path = path("checks." + check.code());
    Map<Parameter<?>, Object> values = new LinkedHashMap<>();
    Map<String, Object> raw = settings.parameters();
    for (Parameter<?> parameter : check.parameters()) {
      if (raw.containsKey(parameter.key())) {
        values.put(parameter, ConfigValidator.read(path, parameter, raw.get(parameter.key())));
      }
    }
    return values;
  }

  /** A key as it stands where the configuration was read from. */
  String path(String key) {
    return Bounds.path(root, key);
  }

  /**
   * What is set for a check.
   *
   * @param code its code
   * @return its settings, never null
   */
  public CheckSettings settings(String code) {
    return checks.getOrDefault(code, CheckSettings.NONE);
  }

  /**
   * Selects the checks that run.
   *
   * @return selectors; all checks run if there are none
   */
  public List<String> only() {
    return only;
  }

  /**
   * Selects the checks that do not run.
   *
   * @return selectors
   */
  public List<String> skip() {
    return skip;
  }

  /**
   * How long a check may take; 10 s unless set.
   *
   * @return the budget of each check
   */
  public Duration timeBudget() {
    return timeBudget;
  }

  /**
   * How many findings of a check are kept; 1,000 unless set. More are counted.
   *
   * @return at least 1
   */
  public int maxFindings() {
    return maxFindings;
  }

  /**
   * How far the history reaches back; 24 h unless set.
   *
   * @return the window
   */
  public Duration window() {
    return window;
  }

  /**
   * What is set for single checks.
   *
   * @return settings by code, sorted
   */
  public Map<String, CheckSettings> checks() {
    return checks;
  }

  /**
   * Findings that somebody has decided to live with.
   *
   * @return suppressions; the first that matches a finding and has not expired holds
   */
  public List<Suppression> suppressions() {
    return suppressions;
  }

  /**
   * Says whether streams and consumers may carry suppressions of their own in their metadata; they
   * may unless set otherwise. Whoever owns a stream can then silence findings about it; they are
   * counted and listed all the same.
   *
   * @return false if such metadata is ignored
   */
  public boolean metadataSuppressions() {
    return metadataSuppressions;
  }

  /**
   * Starts a builder that holds everything of this configuration.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.only.addAll(only);
    builder.skip.addAll(skip);
    builder.checks.putAll(checks);
    builder.suppressions.addAll(suppressions);
    return builder
        .at(root)
        .timeBudget(timeBudget)
        .maxFindings(maxFindings)
        .window(window)
        .metadataSuppressions(metadataSuppressions);
  }

  /** Where it was read from does not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AuditConfig that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(
        only, skip, timeBudget, maxFindings, window, checks, suppressions, metadataSuppressions);
  }

  /** The {@linkplain #toJson() JSON}. */
  @Override
  public String toString() {
    return toJson();
  }

  private static boolean anySelects(List<String> selectors, CheckDescriptor check) {
    return selectors.stream().anyMatch(selector -> Selector.selects(selector, check));
  }

  /**
   * Builds a configuration. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final List<String> only = new ArrayList<>();
    private final List<String> skip = new ArrayList<>();
    private Duration timeBudget = Duration.ofSeconds(10);
    private int maxFindings = CheckResult.DEFAULT_MAX_FINDINGS;
    private Duration window = Duration.ofHours(24);
    private final Map<String, CheckSettings> checks = new TreeMap<>();
    private final List<Suppression> suppressions = new ArrayList<>();
    private boolean metadataSuppressions = true;
    private String root = "";

    private Builder() {}

    Builder at(String value) {
      this.root = value;
      return this;
    }

    /**
     * Selects checks that run; others do not.
     *
     * @param selectors codes, families, or properties with values
     * @return this builder
     */
    public Builder only(String... selectors) {
      Collections.addAll(only, selectors);
      return this;
    }

    /**
     * Selects checks that do not run.
     *
     * @param selectors codes, families, or properties with values
     * @return this builder
     */
    public Builder skip(String... selectors) {
      Collections.addAll(skip, selectors);
      return this;
    }

    /**
     * Sets {@link AuditConfig#timeBudget()}.
     *
     * @param value from 1 ms to 1 h
     * @return this builder
     * @throws ConfigException if it is not
     */
    public Builder timeBudget(Duration value) {
      this.timeBudget = Bounds.timeBudget(root, value);
      return this;
    }

    /**
     * Sets {@link AuditConfig#maxFindings()}.
     *
     * @param value from 1 to 1,000,000
     * @return this builder
     * @throws ConfigException if it is not
     */
    public Builder maxFindings(long value) {
      this.maxFindings = Bounds.maxFindings(root, value);
      return this;
    }

    /**
     * Sets {@link AuditConfig#window()}.
     *
     * @param value from 1 s to 366 d
     * @return this builder
     * @throws ConfigException if it is not
     */
    public Builder window(Duration value) {
      this.window = Bounds.window(root, value);
      return this;
    }

    /**
     * Lets a check run, whatever the lists say.
     *
     * @param code its code
     * @return this builder
     */
    public Builder enable(String code) {
      return set(code, settings -> settings.withEnabled(true));
    }

    /**
     * Keeps a check from running, whatever the lists say.
     *
     * @param code its code
     * @return this builder
     */
    public Builder disable(String code) {
      return set(code, settings -> settings.withEnabled(false));
    }

    /**
     * Sets the severity of all findings of a check.
     *
     * @param code its code
     * @param value the severity
     * @return this builder
     */
    public Builder severity(String code, Severity value) {
      return set(code, settings -> settings.withSeverity(value));
    }

    /**
     * Sets a parameter of a check.
     *
     * @param code its code
     * @param key key of the parameter
     * @param value a number, a boolean, a text that holds one, a map of them, or a list of texts
     * @return this builder
     */
    public Builder parameter(String code, String key, Object value) {
      return set(code, settings -> settings.withParameter(key, value));
    }

    /**
     * Sets other values for some entities of a check. The first override that matches an entity
     * holds for it.
     *
     * @param code its code
     * @param value which entities, and what is set for them
     * @return this builder
     */
    public Builder override(String code, CheckOverride value) {
      return set(code, settings -> settings.withOverride(value));
    }

    /**
     * Accepts findings for a while.
     *
     * @param value which findings, why, and until when
     * @return this builder
     */
    public Builder suppress(Suppression value) {
      suppressions.add(value);
      return this;
    }

    /**
     * Sets {@link AuditConfig#metadataSuppressions()}.
     *
     * @param value false to ignore such metadata
     * @return this builder
     */
    public Builder metadataSuppressions(boolean value) {
      this.metadataSuppressions = value;
      return this;
    }

    /**
     * Sets all there is to set for a check.
     *
     * @param code its code
     * @param settings its settings
     * @return this builder
     */
    public Builder check(String code, CheckSettings settings) {
      return set(code, any -> settings);
    }

    private Builder set(String code, UnaryOperator<CheckSettings> change) {
      checks.put(code, change.apply(checks.getOrDefault(code, CheckSettings.NONE)));
      return this;
    }

    /**
     * Builds the configuration.
     *
     * @return the immutable configuration
     */
    public AuditConfig build() {
      return new AuditConfig(this);
    }
  }
}
