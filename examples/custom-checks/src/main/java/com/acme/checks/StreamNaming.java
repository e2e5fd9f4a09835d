// region imports
package com.acme.checks;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

// endregion

// region class
/** Finds streams whose names are not what we agreed on. */
public final class StreamNaming implements Check {

  static final Parameter<List<String>> NAME_PATTERNS =
      Parameter.texts("name_patterns")
          .describedAs("Regular expressions, one of which the whole name of a stream matches")
          .defaultValue(List.of("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"));

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACME_001", "Stream Name Outside the Convention")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(NAME_PATTERNS)
          .requires(Section.JSZ_STREAMS)
          .remediation("Make a stream with a proper name, source the old one into it, and switch.")
          .runbook(runbook())
          .since("1.0")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  // endregion

  // region evaluate
  @Override
  public CheckResult evaluate(CheckContext context) {
    List<String> patterns = context.value(NAME_PATTERNS);
    List<Pattern> allowed;
    try {
      allowed = patterns.stream().map(Pattern::compile).toList();
    } catch (PatternSyntaxException e) {
      return CheckResult.skipped(SkipReason.NOT_EVALUABLE, NAME_PATTERNS + ": " + e.getMessage());
    }
    return context
        .over(context.current().streams(), Entity::of, Section.JSZ_STREAMS)
        .where(StreamNaming::isNamedByPeople)
        .judge(
            (stream, verdict) -> {
              String name = stream.id().name();
              if (allowed.stream().noneMatch(pattern -> pattern.matcher(name).matches())) {
                verdict
                    .finding()
                    .observed("name", name)
                    .limit("name_patterns", String.join(" or ", patterns))
                    .message("the name matches none of the agreed patterns");
              }
            });
  }

  // endregion

  // region rest
  /** Buckets are named by the client library for what they hold, others by the server. */
  private static boolean isNamedByPeople(Stream stream) {
    return !stream.id().isKeyValue()
        && !stream.id().isObjectStore()
        && !stream.id().name().startsWith("$");
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Dashboards, permissions and retention rules are written for names that follow the \
            convention. A stream outside of it is in none of them.\
            """)
        .cause("It was made by hand, or by a program that is not ours.")
        .diagnose("See who uses it.", "nats stream info STREAM && nats consumer ls STREAM")
        .fix("A stream cannot be renamed: make another one that sources it, move the consumers.")
        .limit("Key-value and object store buckets are not looked at.")
        .limit("A pattern that backtracks without end costs the check its time budget.")
        .build();
  }
}
// endregion
