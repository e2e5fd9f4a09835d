package com.acme.checks;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import java.time.Duration;
import java.util.Map;

/** Finds streams that keep messages for longer than the class of their data allows. */
public final class DataClassAge implements Check {

  // region metadata
  static final MetadataKey<String> DATA_CLASS =
      MetadataKey.text("data-class", "What kind of data the stream holds, such as personal");

  static final Parameter<Map<String, Long>> MAX_AGE_DAYS =
      Parameter.countsByName("max_age_days", "days")
          .describedAs("Greatest age of a message by class of data")
          .firesAbove()
          .defaultValue(Map.of("personal", 30L));
  // endregion

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACME_002", "Data Kept Longer than its Class Allows")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(MAX_AGE_DAYS)
          .metadata(DATA_CLASS)
          .requires(Section.JSZ_STREAMS)
          .remediation("Set max_age of the stream to what its class of data allows.")
          .runbook(runbook())
          .since("1.0")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Map<String, Long> days = context.value(MAX_AGE_DAYS);
    return context
        .over(context.current().streams(), Entity::of, Section.JSZ_STREAMS)
        .where(DataClassAge::mayHaveClass)
        .judge((stream, verdict) -> judge(stream.config(), days, verdict));
  }

  /** A stream without a configuration stays: what cannot be known is said, not left out. */
  private static boolean mayHaveClass(Stream stream) {
    StreamConfig config = stream.config();
    return config == null || DATA_CLASS.isIn(config.metadata());
  }

  private static void judge(StreamConfig config, Map<String, Long> days, Verdict<Stream> verdict) {
    if (config == null) {
      verdict.notEvaluable("its configuration is not known");
      return;
    }
    String dataClass = DATA_CLASS.read(config.metadata());
    Long allowed = days.get(dataClass);
    if (allowed == null) {
      verdict.notEvaluable(
          "its data-class is " + Display.name(dataClass) + ", of which max_age_days says nothing");
      return;
    }
    Duration most = Duration.ofDays(allowed);
    Duration maxAge = config.maxAge();
    if (maxAge == null || maxAge.compareTo(most) > 0) {
      FindingBuilder finding = verdict.finding();
      if (maxAge == null) {
        finding.observed("max_age", "unlimited");
      } else {
        finding.observed("max_age_days", maxAge.toMillis() / 86_400_000.0, "days");
      }
      finding
          .limit("allowed_days", allowed, "days")
          .with("data_class", dataClass)
          .message(
              "keeps %s data %s (at most %s)",
              Display.name(dataClass),
              maxAge == null ? "for ever" : "for " + Display.duration(maxAge),
              Display.count(allowed, "day"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why("Data that is kept for longer than agreed is a breach of the agreement.")
        .cause("The stream was made without max_age, and got its data-class later.")
        .cause("max_age was raised for a replay and never lowered again.")
        .diagnose("See max age and metadata.", "nats stream info STREAM")
        .fix("nats stream edit STREAM --max-age=30d, which removes what is older at once.")
        .question(
            "How does a stream get its class?",
            "nats stream edit STREAM --metadata data-class=personal")
        .limit("Streams without data-class are not looked at; neither are servers before 2.10.")
        .limit("A mirror or a stream that sources has a class of its own, or none.")
        .build();
  }
}
