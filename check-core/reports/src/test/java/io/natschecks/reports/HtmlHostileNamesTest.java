// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;

/** Names are chosen by tenants and clients. */
class HtmlHostileNamesTest {

  private static final List<String> TAGS = tags("a name");

  @Property(tries = 40)
  void noNameChangesTheMarkup(@ForAll @NotEmpty String name) {
    assertThat(tags("a" + name + "b")).isEqualTo(TAGS);
  }

  @Test
  void noMarkupInANameIsMarkup() {
    assertThat(
            tags("</title></style></script><script>alert(1)</script><img src=x onerror=1>'\"`${1}"))
        .isEqualTo(TAGS);
  }

  @Test
  void whatHidesOrTurnsATextIsShown() {
    String page = HtmlReport.format(Samples.named("safe\u202egpj.exe\u0007\u200b\u001b[2J"));

    assertThat(page).contains("safe\\u202egpj.exe\\u0007\\u200b\\u001b[2J");
    assertThat(page.chars())
        .noneMatch(character -> character == 0x202e || character == 0x200b || character == 0x1b);
  }

  @Test
  void aLongNameIsShortenedAndStandsWholeInTheDetails() {
    String name = "x".repeat(10_000);
    Document page = Jsoup.parse(HtmlReport.format(Samples.named(name)));

    assertThat(page.select("summary, h1, h2, h3, h4, .source, svg text, option"))
        .allSatisfy(element -> assertThat(element.text()).hasSizeLessThan(600));
    assertThat(page.select(".finding .detail td")).anyMatch(cell -> cell.text().equals(name));
  }

  @Test
  void manyLongNamesDoNotFillTheDisk() {
    String page = HtmlReport.format(Renaming.all(Samples.many(30, 100), "x".repeat(10_000)));

    assertThat(page.length()).isLessThan(20_000_000);
  }

  private static List<String> tags(String name) {
    Elements elements = Jsoup.parse(HtmlReport.format(Samples.named(name))).getAllElements();
    // Whether a name is too long for its line, and which values fields offer, depends on the name.
    elements.removeIf(each -> each.is(".whole, option, .field, .field *"));
    return elements.stream().map(Element::tagName).toList();
  }
}
