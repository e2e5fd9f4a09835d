// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a snapshot knows and what it does not: for every {@link Section}, whether it was gathered,
 * with the servers for which that is not so. Missing data is never zero, and this says why it is
 * missing.
 *
 * @since 0.1
 */
public final class Coverage {

  /**
   * What became of a section.
   *
   * @since 0.1
   */
  public enum Status {
    /** It is here and complete. */
    GATHERED,
    /** Nobody asked for it. */
    NOT_REQUESTED,
    /** The credentials do not allow it, or the server turned it down. */
    REFUSED,
    /** No answer came in time. */
    TIMED_OUT,
    /** Only a part is here: a page, a size or a time limit was met. */
    TRUNCATED,
    /** The release of the server does not have it. */
    NOT_IN_RELEASE,
    /** An answer came that could not be read. */
    MALFORMED
  }

  /**
   * What became of a section on one server, or on all.
   *
   * @param status the outcome
   * @param detail what happened, for people; empty if there is nothing to add
   * @since 0.1
   */
  public record Entry(Status status, String detail) {

    /** A section that is here. */
    public static final Entry GATHERED = new Entry(Status.GATHERED, "");

    /** A section that nobody asked for. */
    public static final Entry NOT_REQUESTED = new Entry(Status.NOT_REQUESTED, "");

    public Entry {
      Objects.requireNonNull(status, "status");
      Objects.requireNonNull(detail, "detail");
    }

    /**
     * Says whether the section is here and complete.
     *
     * @return true for {@link Status#GATHERED}
     */
    public boolean isGathered() {
      return status == Status.GATHERED;
    }
  }

  private final Map<Section, Entry> sections;
  private final Map<Section, Map<String, Entry>> exceptions;

  private Coverage(Builder builder) {
    this.sections = Collections.unmodifiableMap(new EnumMap<>(builder.sections));
    Map<Section, Map<String, Entry>> copies = new EnumMap<>(Section.class);
    builder.exceptions.forEach(
        (section, byServer) ->
            copies.put(section, Collections.unmodifiableMap(new TreeMap<>(byServer))));
    this.exceptions = Collections.unmodifiableMap(copies);
  }

  /**
   * Starts a coverage in which nothing was requested.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What became of a section as a whole; single servers may differ.
   *
   * @param section the section
   * @return the outcome for all servers that are not among its {@linkplain #exceptions exceptions}
   */
  public Entry of(Section section) {
    return sections.getOrDefault(section, Entry.NOT_REQUESTED);
  }

  /**
   * What became of a section on one server.
   *
   * @param section the section
   * @param serverId id of the server
   * @return the outcome
   */
  public Entry of(Section section, String serverId) {
    return exceptions(section).getOrDefault(serverId, of(section));
  }

  /**
   * The servers on which a section fared otherwise than as a whole.
   *
   * @param section the section
   * @return outcomes by server id, sorted; empty if all fared alike
   */
  public Map<String, Entry> exceptions(Section section) {
    return exceptions.getOrDefault(section, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coverage coverage
        && coverage.sections.equals(sections)
        && coverage.exceptions.equals(exceptions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sections, exceptions);
  }

  @Override
  public String toString() {
    return "Coverage" + sections + (exceptions.isEmpty() ? "" : " except " + exceptions);
  }

  /**
   * Builds a coverage. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final Map<Section, Entry> sections = new EnumMap<>(Section.class);
    private final Map<Section, Map<String, Entry>> exceptions = new EnumMap<>(Section.class);

    private Builder() {}

    /**
     * Says that sections are here for every server.
     *
     * @param gathered the sections
     * @return this builder
     */
    public Builder gathered(Section... gathered) {
      for (Section section : gathered) {
        sections.put(section, Entry.GATHERED);
      }
      return this;
    }

    /**
     * Says what became of a section as a whole.
     *
     * @param section the section
     * @param status the outcome
     * @param detail what happened, for people
     * @return this builder
     */
    public Builder section(Section section, Status status, String detail) {
      sections.put(section, new Entry(status, detail));
      return this;
    }

    /**
     * Says what became of a section on one server.
     *
     * @param section the section
     * @param serverId id of the server
     * @param status the outcome
     * @param detail what happened, for people
     * @return this builder
     */
    public Builder server(Section section, String serverId, Status status, String detail) {
      exceptions
          .computeIfAbsent(section, key -> new TreeMap<>())
          .put(serverId, new Entry(status, detail));
      return this;
    }

    /**
     * Builds the coverage.
     *
     * @return the immutable coverage
     */
    public Coverage build() {
      return new Coverage(this);
    }
  }
}
