// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.runbook;

import io.natschecks.api.Cause;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.EntityType;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runbook of a check as a Markdown page. Parts with nothing to say are left out.
 *
 * @since 0.1
 */
public final class RunbookPage {

  private final CheckDescriptor check;
  private final UnaryOperator<String> link;
  private final StringBuilder page = new StringBuilder();

  private RunbookPage(CheckDescriptor check, UnaryOperator<String> link) {
    this.check = check;
    this.link = link;
  }

  /**
   * Renders the page of a check, with related checks by their codes alone.
   *
   * @param check describes the check
   * @return Markdown, ended by a line break
   */
  public static String markdown(CheckDescriptor check) {
    return markdown(check, UnaryOperator.identity());
  }

  /**
   * Renders the page of a check.
   *
   * @param check describes the check
   * @param link turns the code of a related check into Markdown
   * @return Markdown, ended by a line break
   */
  public static String markdown(CheckDescriptor check, UnaryOperator<String> link) {
    return new RunbookPage(check, link).render();
  }

  private String render() {
    Runbook runbook = check.runbook();
    line("# " + check.code() + " " + check.title());
    facts();
    line(check.remediation());
    section("Why it matters", List.of(runbook.why()));
    parameters();
    metadata();
    section("Common causes", bullets(runbook.causes()));
    diagnosis(runbook.diagnosis());
    section("How to fix", bullets(runbook.fixes()));
    section(
        "Questions",
        runbook.questions().entrySet().stream()
            .map(each -> "**" + each.getKey() + "**\n\n" + each.getValue())
            .toList());
    section("Known limits", bullets(runbook.limits()));
    section(
        "Related checks",
        bullets(
            runbook.related().entrySet().stream()
                .map(each -> link.apply(each.getKey()) + ": " + each.getValue())
                .toList()));
    return page.toString();
  }

  private void facts() {
    line(
        Stream.of(
                "| | |\n|---|---|",
                row("Severity", severities()),
                row("Kind", lower(check.kind())),
                row("Category", lower(check.category())),
                row("About", "each " + check.entity().label()),
                row("Reads", names(check.requires())),
                row("Reads if it is there", names(check.uses())),
                row("Looks back", lookingBack()),
                row("Explained by", causes()),
                row("Server releases", since()))
            .filter(row -> !row.isEmpty())
            .collect(Collectors.joining("\n")));
  }

  private String causes() {
    return check.causes().stream()
        .map(each -> link.apply(each.code()) + " of the " + common(each))
        .collect(Collectors.joining(", "));
  }

  private static String common(Cause cause) {
    String type = cause.common() == EntityType.META_GROUP ? "domain" : cause.common().label();
    return cause.evidence() == null
        ? "same " + type
        : type + " that `" + cause.evidence() + "` names";
  }

  private String lookingBack() {
    return switch (check.history()) {
      case CURRENT -> check.tracks().isEmpty() ? "" : "to [foresee](../forecasts.md) when it fires";
      case PREVIOUS -> "at the snapshot before";
      case WINDOW -> "over the history window";
      case WHOLE_WINDOW -> "over the whole history window; skipped until that was seen";
    };
  }

  private String since() {
    return check.sinceServer().isEmpty() ? "" : "complete from " + check.sinceServer() + " on";
  }

  private String severities() {
    return check.severities().stream().map(RunbookPage::lower).collect(Collectors.joining(" or "));
  }

  private static String names(Set<?> sections) {
    return sections.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String row(String name, String value) {
    return value.isEmpty() ? "" : "| " + name + " | " + value + " |";
  }

  private void parameters() {
    if (!check.parameters().isEmpty()) {
      section(
          "Parameters",
          List.of(
              check.parameters().stream()
                  .map(RunbookPage::row)
                  .collect(
                      Collectors.joining(
                          "\n",
                          "| Key | Default | Unit | Allowed | |\n|---|---|---|---|---|\n",
                          ""))));
    }
  }

  private static String row(Parameter<?> parameter) {
    return "| `"
        + parameter.key()
        + "` | "
        + parameter.defaultValue()
        + " | "
        + parameter.unit()
        + " | "
        + parameter.allowed()
        + " | "
        + parameter.description()
        + " |";
  }

  private void metadata() {
    if (!check.metadata().isEmpty()) {
      section(
          "Metadata",
          List.of(
              "Set by the owner in the metadata of each "
                  + check.entity().label()
                  + "; without it there is no threshold.",
              check.metadata().stream()
                  .map(RunbookPage::row)
                  .collect(Collectors.joining("\n", "| Key | Unit | |\n|---|---|---|\n", ""))));
    }
  }

  private static String row(MetadataKey<?> key) {
    return "| `" + key.key() + "` | " + key.unit() + " | " + key.description() + " |";
  }

  private void diagnosis(List<Runbook.Step> steps) {
    section(
        "How to diagnose",
        steps.stream()
            .map(
                step ->
                    step.command() == null
                        ? step.text()
                        : step.text() + "\n\n```sh\n" + step.command() + "\n```")
            .toList());
  }

  private void section(String title, List<String> paragraphs) {
    if (!paragraphs.isEmpty()) {
      line("## " + title);
      paragraphs.forEach(this::line);
    }
  }

  private void line(String text) {
    page.append(page.isEmpty() ? "" : "\n").append(text.strip()).append('\n');
  }

  private static List<String> bullets(List<String> texts) {
    return texts.isEmpty()
        ? List.of()
        : List.of(texts.stream().map(text -> "- " + text).collect(Collectors.joining("\n")));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
