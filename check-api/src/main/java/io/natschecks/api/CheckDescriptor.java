// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes a check. Keep it in a constant: it is built once, and a mistake in it fails at once.
 *
 * @since 0.1
 */
public final class CheckDescriptor {

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_\\d{3}");

  private final String code;
  private final String title;
  private final Kind kind;
  private final Severity severity;
  private final Set<Severity> severities;
  private final Category category;
  private final EntityType entity;
  private final List<Parameter<?>> parameters;
  private final List<MetadataKey<?>> metadata;
  private final Set<Section> requires;
  private final Set<Section> uses;
  private final HistoryNeed history;
  private final List<Track<?>> tracks;
  private final List<Cause> causes;
  private final String remediation;
  private final Runbook runbook;
  private final String since;
  private final String sinceServer;

  private CheckDescriptor(Builder builder) {
    this.code = builder.code;
    this.title = builder.title;
    this.kind = present(builder.kind, "kind");
    this.severity = present(builder.severity, "severity");
    this.severities = unmodifiable(builder.severities, Severity.class);
    this.category = present(builder.category, "category");
    this.entity = present(builder.entity, "entity");
    this.parameters = List.copyOf(builder.parameters);
    this.metadata = List.copyOf(builder.metadata);
    this.requires = unmodifiable(builder.requires, Section.class);
    this.uses = unmodifiable(builder.uses, Section.class);
    this.history = builder.history;
    this.tracks = List.copyOf(builder.tracks);
    this.causes = List.copyOf(builder.causes);
    this.remediation = text(builder.remediation, "remediation");
    this.runbook = present(builder.runbook, "runbook");
    this.since = text(builder.since, "since");
    this.sinceServer = builder.sinceServer;
    text(runbook.why(), "why");
    Parameter.requireDistinct(parameters);
  }

  /**
   * Starts a descriptor.
   *
   * @param code permanent code: a family in capitals and three digits, such as ACME_001
   * @param title title without final period
   * @return a new builder
   * @throws IllegalArgumentException if code or title have another form
   */
  public static Builder of(String code, String title) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a check code: " + code);
    }
    if (title.isBlank() || title.endsWith(".")) {
      throw new IllegalArgumentException(code + ": a title is no blank and has no final period");
    }
    return new Builder(code, title);
  }

  /**
   * The permanent code.
   *
   * @return such as SERVER_001
   */
  public String code() {
    return code;
  }

  /**
   * The family, which is the code without its number.
   *
   * @return such as SERVER or OPT_BALANCE
   */
  public String family() {
    return code.substring(0, code.lastIndexOf('_'));
  }

  /**
   * The title.
   *
   * @return the title, without final period
   */
  public String title() {
    return title;
  }

  /**
   * What the check is for.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The severity of its findings, unless a finding has another.
   *
   * @return the default severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * All severities that its findings can have.
   *
   * @return the severities, the default among them
   */
  public Set<Severity> severities() {
    return severities;
  }

  /**
   * What its findings are about.
   *
   * @return the category
   */
  public Category category() {
    return category;
  }

  /**
   * The type of entity that its findings are about.
   *
   * @return the type
   */
  public EntityType entity() {
    return entity;
  }

  /**
   * The values that users can set.
   *
   * @return the parameters, in their order
   */
  public List<Parameter<?>> parameters() {
    return parameters;
  }

  /**
   * The values that streams or consumers carry for the check in their own metadata.
   *
   * @return the keys, in their order
   */
  public List<MetadataKey<?>> metadata() {
    return metadata;
  }

  /**
   * The sections without which the check is skipped.
   *
   * @return the sections
   */
  public Set<Section> requires() {
    return requires;
  }

  /**
   * The sections that the check reads if they are here.
   *
   * @return the sections
   */
  public Set<Section> uses() {
    return uses;
  }

  /**
   * What the check needs of the past.
   *
   * @return the need
   */
  public HistoryNeed history() {
    return history;
  }

  /**
   * The values that the engine follows for the check.
   *
   * @return the tracks
   */
  public List<Track<?>> tracks() {
    return tracks;
  }

  /**
   * What can explain its findings.
   *
   * @return the causes, in their order
   */
  public List<Cause> causes() {
    return causes;
  }

  /**
   * What to do first.
   *
   * @return a sentence
   */
  public String remediation() {
    return remediation;
  }

  /**
   * What an operator needs to act on a finding.
   *
   * @return the runbook
   */
  public Runbook runbook() {
    return runbook;
  }

  /**
   * The version of the check's library that first had it.
   *
   * @return such as 0.1
   */
  public String since() {
    return since;
  }

  /**
   * The server release that first gives the data.
   *
   * @return such as 2.10; empty if every supported release does
   */
  public String sinceServer() {
    return sinceServer;
  }

  @Override
  public String toString() {
    return code + " " + title;
  }

  /** Returns a severity that a finding is given, if it can have it. */
  Severity declared(Severity value) {
    if (!severities.contains(value)) {
      throw new IllegalArgumentException(code + " does not declare the severity " + value);
    }
    return value;
  }

  private <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(code + " has no " + name);
    }
    return value;
  }

  private String text(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(code + " has no " + name);
    }
    return value;
  }

  private static <E extends Enum<E>> Set<E> unmodifiable(Set<E> values, Class<E> type) {
    Set<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return Collections.unmodifiableSet(copy);
  }

  /**
   * Builds a descriptor. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final String code;
    private final String title;
    private @Nullable Kind kind;
    private @Nullable Severity severity;
    private final Set<Severity> severities = EnumSet.noneOf(Severity.class);
    private @Nullable Category category;
    private @Nullable EntityType entity;
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private final List<MetadataKey<?>> metadata = new ArrayList<>();
    private final Set<Section> requires = EnumSet.noneOf(Section.class);
    private final Set<Section> uses = EnumSet.noneOf(Section.class);
    private HistoryNeed history = HistoryNeed.CURRENT;
    private final List<Track<?>> tracks = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private @Nullable String remediation;
    private @Nullable Runbook runbook;
    private @Nullable String since;
    private String sinceServer = "";

    private Builder(String code, String title) {
      this.code = code;
      this.title = title;
    }

    /** Sets {@link CheckDescriptor#kind()}; mandatory. */
    public Builder kind(Kind value) {
      this.kind = value;
      return this;
    }

    /**
     * Sets {@link CheckDescriptor#severity()}; mandatory.
     *
     * @param value the default severity
     * @param others severities that a finding can have instead
     * @return this builder
     */
    public Builder severity(Severity value, Severity... others) {
      this.severity = value;
      severities.add(value);
      Collections.addAll(severities, others);
      return this;
    }

    /** Sets {@link CheckDescriptor#category()}; mandatory. */
    public Builder category(Category value) {
      this.category = value;
      return this;
    }

    /** Sets {@link CheckDescriptor#entity()}; mandatory. */
    public Builder entity(EntityType value) {
      this.entity = value;
      return this;
    }

    /** Adds to {@link CheckDescriptor#parameters()}. */
    public Builder parameters(Parameter<?>... values) {
      Collections.addAll(parameters, values);
      return this;
    }

    /** Adds to {@link CheckDescriptor#metadata()}. */
    public Builder metadata(MetadataKey<?>... values) {
      Collections.addAll(metadata, values);
      return this;
    }

    /** Adds to {@link CheckDescriptor#requires()}. */
    public Builder requires(Section... values) {
      Collections.addAll(requires, values);
      return this;
    }

    /** Adds to {@link CheckDescriptor#uses()}. */
    public Builder uses(Section... values) {
      Collections.addAll(uses, values);
      return this;
    }

    /**
     * Says that the check is skipped without a previous snapshot.
     *
     * @return this builder
     */
    public Builder needsPrevious() {
      this.history = HistoryNeed.PREVIOUS;
      return this;
    }

    /**
     * Says that the check follows values over the history window.
     *
     * @param values the tracks
     * @return this builder
     */
    public Builder follows(Track<?>... values) {
      this.history = HistoryNeed.WINDOW;
      Collections.addAll(tracks, values);
      return this;
    }

    /**
     * Says that the check follows values over the history window, and that it is skipped until the
     * history covers the whole of it.
     *
     * @param values the tracks
     * @return this builder
     */
    public Builder followsForWholeWindow(Track<?>... values) {
      follows(values);
      this.history = HistoryNeed.WHOLE_WINDOW;
      return this;
    }

    /**
     * Says that the check follows values for what it can say beyond its verdict, such as forecasts.
     * What it needs of the past stays as it is.
     *
     * @param values the tracks
     * @return this builder
     */
    public Builder alsoFollows(Track<?>... values) {
      Collections.addAll(tracks, values);
      return this;
    }

    /**
     * Says that a finding of another check about the same thing explains those of this one.
     *
     * @param other code of the other check
     * @param common type of the thing that both concern
     * @return this builder
     * @throws IllegalArgumentException if the other check is this one, or its code is none
     */
    public Builder causedBy(String other, EntityType common) {
      return causedBy(Cause.of(other, common));
    }

    /**
     * Says that a finding of another check explains those of this one that name its entity.
     *
     * @param other code of the other check
     * @param common type of the thing that both concern: a server, a cluster or an account
     * @param evidence name of the evidence of this check that names it
     * @return this builder
     * @throws IllegalArgumentException if the other check is this one, its code is none, or things
     *     of that type have no name that stands alone
     */
    public Builder causedBy(String other, EntityType common, String evidence) {
      return causedBy(Cause.of(other, common, evidence));
    }

    private Builder causedBy(Cause cause) {
      if (cause.code().equals(code) || !CODE.matcher(cause.code()).matches()) {
        throw new IllegalArgumentException(
            code + ": the code of another check explains its findings, not " + cause.code());
      }
      causes.add(cause);
      return this;
    }

    /** Sets {@link CheckDescriptor#remediation()}; mandatory. */
    public Builder remediation(String value) {
      this.remediation = value;
      return this;
    }

    /** Sets {@link CheckDescriptor#runbook()}; mandatory. */
    public Builder runbook(Runbook value) {
      this.runbook = Objects.requireNonNull(value, "runbook");
      return this;
    }

    /** Sets {@link CheckDescriptor#since()}; mandatory. */
    public Builder since(String value) {
      this.since = value;
      return this;
    }

    /** Sets {@link CheckDescriptor#sinceServer()}. */
    public Builder sinceServer(String value) {
      this.sinceServer = value;
      return this;
    }

    /**
     * Checks everything and builds the descriptor.
     *
     * @return the immutable descriptor
     * @throws IllegalArgumentException if a mandatory part is missing; the message names it
     */
    public CheckDescriptor build() {
      return new CheckDescriptor(this);
    }
  }
}
