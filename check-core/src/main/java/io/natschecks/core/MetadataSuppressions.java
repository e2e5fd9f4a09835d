// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.config.EntityPattern;
import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.core.report.SuppressionNotice.State;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions that streams and consumers of a snapshot carry in their metadata, such as {@code
 * io.natschecks.suppress.JETSTREAM_009} with the value {@code 2027-01-31 moves to the new cluster}.
 */
final class MetadataSuppressions {

  /** Begins the keys; the code of a check ends them. */
  static final String PREFIX = "io.natschecks.suppress.";

  private static final Pattern VALUE =
      Pattern.compile("\\s*(\\d{4}-\\d{2}-\\d{2})\\s+(\\S.*)", Pattern.DOTALL);

  private final Set<String> codes;
  private final Map<String, Map<String, Acceptance>> byCode = new HashMap<>();
  private final Notices notices;

  private MetadataSuppressions(Collection<CheckDescriptor> checks, Notices notices) {
    this.codes = checks.stream().map(CheckDescriptor::code).collect(Collectors.toSet());
    this.notices = notices;
  }

  /** Looks at all metadata once; what is to be said of it goes to the notices. */
  static MetadataSuppressions of(
      Snapshot snapshot, Collection<CheckDescriptor> checks, Notices notices) {
    MetadataSuppressions found = new MetadataSuppressions(checks, notices);
    for (Stream stream : snapshot.streams()) {
      StreamConfig config = stream.config();
      if (config != null) {
        found.read(config.metadata(), () -> Entity.of(stream));
      }
    }
    for (Consumer consumer : snapshot.consumers()) {
      ConsumerConfig config = consumer.config();
      if (config != null && !config.metadata().isEmpty()) {
        found.read(config.metadata(), () -> Entity.of(consumer));
      }
    }
    return found;
  }

  /** What is accepted of a check, by the keys of the entities. */
  Map<String, Acceptance> of(CheckDescriptor check) {
    return byCode.getOrDefault(check.code(), Map.of());
  }

  private void read(Map<String, String> metadata, Supplier<Entity> entity) {
    List<String> keys = new ArrayList<>(0);
    for (String key : metadata.keySet()) {
      if (key.startsWith(PREFIX)) {
        keys.add(key);
      }
    }
    keys.stream().sorted().forEach(key -> read(key, metadata.getOrDefault(key, ""), entity.get()));
  }

  private void read(String key, String value, Entity entity) {
    String code = key.substring(PREFIX.length());
    String rule = code + " " + entity.label();
    if (!codes.contains(code)) {
      notices.add(
          new SuppressionNotice(State.UNREADABLE, rule, "", null, "there is no such check"));
      return;
    }
    Matcher matcher = VALUE.matcher(value);
    LocalDate until = matcher.matches() ? date(matcher.group(1)) : null;
    if (until == null) {
      notices.add(
          new SuppressionNotice(
              State.UNREADABLE,
              rule,
              "",
              null,
              "its metadata does not hold a date and a reason, such as 2027-01-31 is replaced"));
      return;
    }
    Suppression suppression =
        new Suppression(code, EntityPattern.ANY, matcher.group(2).strip(), until);
    if (notices.holds(suppression, rule, "")) {
      byCode
          .computeIfAbsent(code, any -> new HashMap<>())
          .put(
              entity.key(),
              new Acceptance(Acceptance.Origin.METADATA, rule, suppression.reason(), until));
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
