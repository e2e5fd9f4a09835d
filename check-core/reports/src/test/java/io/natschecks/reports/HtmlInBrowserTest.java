// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.report.AuditReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as Chromium shows it, opened from a disk. */
class HtmlInBrowserTest {

  private static final String SHOWN =
      "[...document.querySelectorAll('.finding')].filter(each => each.checkVisibility()).length";

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Tab open(AuditReport report) throws Exception {
    Path page =
        Files.writeString(
            Files.createTempFile(folder, "report", ".html"), HtmlReport.format(report));
    return browser.open(page);
  }

  @Test
  void opensWithoutAComplaintAndAsksForNothingElse() throws Exception {
    for (AuditReport report :
        List.of(
            Samples.healthy(),
            Samples.troubled(),
            Samples.recorded(Samples.RECORDING),
            Samples.large(300))) {
      Tab tab = open(report);

      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests()).hasSize(1);
    }
  }

  @Test
  void findsByText() throws Exception {
    Tab tab = open(Samples.troubled());
    int all = tab.evaluate(SHOWN).asInt();

    tab.press("/", "Slash", 191, "/");
    tab.type("connections b1");

    assertThat(tab.evaluate("document.activeElement.id").asString()).isEqualTo("filter-text");
    assertThat(tab.evaluate(SHOWN).asInt()).isEqualTo(2).isLessThan(all);
    assertThat(tab.evaluate("document.getElementById('filter-count').textContent").asString())
        .isEqualTo("2 of " + all + " findings shown");

    tab.press("Escape", "Escape", 27, "");

    assertThat(tab.evaluate(SHOWN).asInt()).isEqualTo(all);
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void narrowsByEachField() throws Exception {
    Tab tab = open(Samples.recorded(Samples.RECORDING));

    assertThat(selected(tab, "severity", "critical")).isEqualTo(3);
    assertThat(selected(tab, "family", "META")).isEqualTo(2);
    assertThat(selected(tab, "type", "consumer")).isEqualTo(1);
  }

  /** A consequence that matches is shown, though its cause does not match. */
  private static int selected(Tab tab, String field, String value) {
    tab.evaluate(
        """
        (() => {
          document.querySelector('.filters').reset();
          const field = document.getElementById('filter-%s');
          field.value = '%s';
          field.dispatchEvent(new Event('input', {bubbles: true}));
        })()"""
            .formatted(field, value));
    return tab.evaluate(SHOWN).asInt();
  }

  @Test
  void isUsedByKeyboardInTheOrderOfReading() throws Exception {
    Tab tab = open(Samples.troubled());
    Set<String> focused = new LinkedHashSet<>();
    int last = -1;
    for (int i = 0; i < 30; i++) {
      tab.press("Tab", "Tab", 9, "");
      focused.add(
          tab.evaluate(
                  "document.activeElement.tagName + ' ' + (document.activeElement.id || document.activeElement.textContent.trim())")
              .asString());
      int place =
          tab.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
              .asInt();
      assertThat(place).isGreaterThan(last);
      last = place;
      assertThat(
              tab.evaluate(
                      "document.activeElement.className === 'skip' || parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2")
                  .asBoolean())
          .as("focus is seen on " + focused)
          .isTrue();
    }

    assertThat(focused).first().isEqualTo("A Skip to the findings");
    assertThat(focused)
        .contains("A Findings", "INPUT filter-text", "SELECT filter-severity", "SUMMARY Runbook");
  }

  @Test
  void executesNothingThatANameSays() throws Exception {
    for (String name :
        List.of(
            "<script>window.pwned = 1</script>",
            "</title></style></script><script>window.pwned = 1</script>",
            "\"><img src=x onerror=\"window.pwned = 1\">",
            "<svg onload='window.pwned = 1'>",
            "javascript:window.pwned=1//\u202e\u0007\u2028",
            "x".repeat(10_000))) {
      Tab tab = open(Samples.named(name));
      tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");

      assertThat(tab.evaluate("typeof window.pwned").asString()).isEqualTo("undefined");
      assertThat(tab.complaints()).isEmpty();
      assertThat(tab.requests()).hasSize(1);
    }
  }

  @Test
  void runsNoScriptButItsOwn() throws Exception {
    Tab tab = open(Samples.healthy());

    tab.evaluate(
        """
        (() => {
          const script = document.createElement('script');
          script.textContent = 'window.pwned = 1';
          document.body.append(script);
        })()""");

    assertThat(tab.evaluate("typeof window.pwned").asString()).isEqualTo("undefined");
    assertThat(tab.complaints()).isNotEmpty();
  }

  @Test
  void fitsAPhoneAlsoWithLongNames() throws Exception {
    for (AuditReport report : List.of(Samples.troubled(), Samples.named("W".repeat(10_000)))) {
      Tab tab = open(report);
      for (int width : new int[] {320, 390, 1280}) {
        tab.resize(width, 800);
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");

        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
      }
    }
  }

  @Test
  void hasContrastInLightAndInDark() throws Exception {
    Tab tab = open(Samples.troubled());
    for (String scheme : List.of("light", "dark")) {
      tab.prefer(scheme);

      assertThat(tab.evaluate(CONTRAST).asDouble()).as(scheme).isGreaterThanOrEqualTo(4.5);
    }
  }

  /** The least contrast of any text with what lies behind it. */
  private static final String CONTRAST =
      """
      (() => {
        const rgb = color => color.match(/[\\d.]+/g).map(Number);
        const light = color => {
          const [r, g, b] = rgb(color).map(each => each / 255)
            .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = element => {
          for (let each = element; each !== null; each = each.parentElement) {
            const color = rgb(getComputedStyle(each).backgroundColor);
            if (color.length < 4 || color[3] > 0) return getComputedStyle(each).backgroundColor;
          }
          return 'rgb(255, 255, 255)';
        };
        let least = 21;
        for (const element of document.querySelectorAll('body *:not(svg, svg *, script, option)')) {
          const hasText = [...element.childNodes].some(each => each.nodeType === 3 && each.textContent.trim() !== '');
          if (hasText && element.checkVisibility()) {
            const one = light(getComputedStyle(element).color), other = light(ground(element));
            least = Math.min(least, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
          }
        }
        return least;
      })()""";

  @Test
  void canBeReadWithoutScripts() throws Exception {
    String page =
        HtmlReport.format(Samples.troubled()).replaceFirst("<script>[\\s\\S]*</script>", "");
    Tab tab = browser.open(Files.writeString(folder.resolve("without-script.html"), page));

    assertThat(tab.evaluate("document.querySelector('.filters').checkVisibility()").asBoolean())
        .isFalse();
    assertThat(tab.evaluate(SHOWN).asInt()).isEqualTo(5);

    tab.evaluate("document.querySelector('.finding summary').click()");

    assertThat(
            tab.evaluate("document.querySelector('.finding .evidence').checkVisibility()")
                .asBoolean())
        .isTrue();
  }

  @Test
  void staysUsableWithTenThousandFindings() throws Exception {
    Tab tab = open(Samples.many(100, 100));

    assertThat(
            tab.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
                .asInt())
        .isLessThan(15_000);

    tab.evaluate("document.getElementById('filter-text').focus()");
    tab.type("STREAM-30:");

    assertThat(tab.evaluate("document.getElementById('filter-count').textContent").asString())
        .isEqualTo("100 of 3000 findings shown");
  }

  @Test
  void printsEvidenceOfWhatIsFolded() throws Exception {
    Tab tab = open(Samples.troubled());

    tab.print(true);

    assertThat(
            tab.evaluate(
                    "document.querySelector('.finding .evidence').getBoundingClientRect().height")
                .asInt())
        .isPositive();
    assertThat(tab.evaluate("document.querySelector('.filters').checkVisibility()").asBoolean())
        .isFalse();
  }
}
