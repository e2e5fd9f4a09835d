// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.text.PlainText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Property
  void anyTextIsOneCodeThatReadsAsItIs(@ForAll("names") String name) {
    Rendered rendered = Rendered.of("- **new** " + Markdown.code(name) + "\n");

    assertThat(rendered.traps()).isEmpty();
    assertThat(rendered.shape()).containsExactly("item");
    String shown = PlainText.oneLine(name, 500);
    if (shown.isBlank()) {
      assertThat(rendered.codes()).isEmpty();
    } else if (shown.length() <= 500) {
      assertThat(rendered.codes()).containsExactly(shown);
    } else {
      assertThat(rendered.codes()).hasSize(1);
      assertThat(rendered.codes().get(0)).hasSizeLessThanOrEqualTo(503).endsWith("...");
    }
  }

  @Property
  void anySentenceMentionsNobodyAndLinksNowhere(@ForAll("names") String name) {
    Rendered rendered = Rendered.of("What to do: " + Markdown.text(name) + "\n");

    assertThat(rendered.traps()).isEmpty();
    assertThat(rendered.texts()).noneMatch(each -> each.contains("@") || each.contains("#"));
  }

  @Provide
  Arbitrary<String> names() {
    return HostileNames.any();
  }

  @Test
  void aSentenceReadsAsItWasWritten() {
    assertThat(String.join("", Rendered.of(Markdown.text("a_b *c* <d> [e](f) 1. g|h")).texts()))
        .isEqualTo("a_b *c* <d> [e](f) 1. g|h");
  }

  @Test
  void aSentenceReadsWellWhereNobodyRendersIt() {
    String sentence = "Start the server: 1 of 3 is down, (100.0 percent); it's \"n1\", isn't it?";

    assertThat(Markdown.text(sentence)).isEqualTo(sentence);
    assertThat(Markdown.text("1. - * a")).isEqualTo("1\\. - \\* a");
  }

  @Test
  void isPlainWhereNothingIsToBeEscaped() {
    assertThat(Markdown.code("server hub/n1: 4 restarts")).isEqualTo("`server hub/n1: 4 restarts`");
    assertThat(Markdown.code("a ` b")).isEqualTo("``a ` b``");
    assertThat(Markdown.code("`")).isEqualTo("`` ` ``");
    assertThat(Markdown.code("")).isEqualTo("(none)");
  }
}
