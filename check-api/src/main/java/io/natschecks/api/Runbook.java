// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator needs to act on a finding. A part with nothing to say is empty. Texts are plain;
 * commands stand in {@link Step#command()}.
 *
 * @param why why it matters, and what happens if nobody acts
 * @param causes common causes, the most frequent first
 * @param diagnosis how to find the cause
 * @param fixes how to mend it
 * @param questions questions and answers
 * @param limits what the check cannot see, and where it departs from the documented rule
 * @param related codes of related checks with what tells them apart
 * @since 0.1
 */
public record Runbook(
    String why,
    List<String> causes,
    List<Step> diagnosis,
    List<String> fixes,
    Map<String, String> questions,
    List<String> limits,
    Map<String, String> related) {

  public Runbook {
    Objects.requireNonNull(why, "why");
    causes = List.copyOf(causes);
    diagnosis = List.copyOf(diagnosis);
    fixes = List.copyOf(fixes);
    questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
    limits = List.copyOf(limits);
    related = Collections.unmodifiableMap(new LinkedHashMap<>(related));
  }

  /**
   * A step of the diagnosis.
   *
   * @param text what to look at
   * @param command the exact command; null if there is none
   * @since 0.1
   */
  public record Step(String text, @Nullable String command) {

    public Step {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Starts a runbook.
   *
   * @param why why it matters
   * @return a new builder
   */
  public static Builder why(String why) {
    return new Builder(why);
  }

  /**
   * Builds a runbook. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final String why;
    private final List<String> causes = new ArrayList<>();
    private final List<Step> diagnosis = new ArrayList<>();
    private final List<String> fixes = new ArrayList<>();
    private final Map<String, String> questions = new LinkedHashMap<>();
    private final List<String> limits = new ArrayList<>();
    private final Map<String, String> related = new LinkedHashMap<>();

    private Builder(String why) {
      this.why = why;
    }

    /**
     * Adds a common cause.
     *
     * @param text the cause
     * @return this builder
     */
    public Builder cause(String text) {
      causes.add(text);
      return this;
    }

    /**
     * Adds a step of the diagnosis.
     *
     * @param text what to look at
     * @param command the exact command
     * @return this builder
     */
    public Builder diagnose(String text, String command) {
      diagnosis.add(new Step(text, command));
      return this;
    }

    /**
     * Adds a step of the diagnosis that needs no command.
     *
     * @param text what to look at
     * @return this builder
     */
    public Builder diagnose(String text) {
      diagnosis.add(new Step(text, null));
      return this;
    }

    /**
     * Adds a way to mend it.
     *
     * @param text the fix
     * @return this builder
     */
    public Builder fix(String text) {
      fixes.add(text);
      return this;
    }

    /**
     * Adds a question with its answer.
     *
     * @param question the question
     * @param answer the answer
     * @return this builder
     */
    public Builder question(String question, String answer) {
      questions.put(question, answer);
      return this;
    }

    /**
     * Adds a known limit.
     *
     * @param text what the check cannot see, or where it departs from the documented rule
     * @return this builder
     */
    public Builder limit(String text) {
      limits.add(text);
      return this;
    }

    /**
     * Adds a related check.
     *
     * @param code its code
     * @param difference what tells it apart
     * @return this builder
     */
    public Builder related(String code, String difference) {
      related.put(code, difference);
      return this;
    }

    /**
     * Builds the runbook.
     *
     * @return the immutable runbook
     */
    public Runbook build() {
      return new Runbook(why, causes, diagnosis, fixes, questions, limits, related);
    }
  }
}
