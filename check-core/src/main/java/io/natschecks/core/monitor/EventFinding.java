// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.Entity;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditedFinding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The finding that an event is about. Names in it were chosen by tenants: whoever shows it escapes
 * them for the medium. What is published of names and of the message is cut after 1,000 characters,
 * so that an event fits into a message; keys are whole.
 *
 * @param key the same in every event about the finding
 * @param code code of the check
 * @param title what the check looks for
 * @param severity how much it matters
 * @param before its severity when it was last found before, if that was another; else null
 * @param entity what it is about: type, key, and the names that it consists of, such as account and
 *     stream
 * @param message one line for people
 * @param since time of the first snapshot in which it was found
 * @param times how many audits have found it since then
 * @param flapping whether it comes and goes
 * @param causes keys of the first findings that explain it; empty if none does
 * @since 0.1
 */
public record EventFinding(
    String key,
    String code,
    String title,
    Severity severity,
    @Nullable Severity before,
    Map<String, String> entity,
    String message,
    Instant since,
    long times,
    boolean flapping,
    List<String> causes) {

  public EventFinding {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(severity, "severity");
    entity = Collections.unmodifiableMap(new LinkedHashMap<>(entity));
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(since, "since");
    causes = List.copyOf(causes);
  }

  /** Clients give themselves names of any length. */
  private static final int MOST_OF_A_TEXT = 1_000;

  static EventFinding of(AuditedFinding audited) {
    Finding finding = audited.finding();
    return new EventFinding(
        finding.key(),
        finding.code(),
        audited.check().title(),
        finding.severity(),
        audited.before(),
        named(finding.entity()),
        cut(finding.message()),
        audited.since(),
        audited.times(),
        audited.flapping(),
        audited.causes());
  }

  private static Map<String, String> named(Entity entity) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("type", entity.type().label());
    names.put("key", entity.key());
    entity.parts().forEach((name, value) -> names.put(name, cut(value)));
    return names;
  }

  private static String cut(String text) {
    return text.length() > MOST_OF_A_TEXT ? text.substring(0, MOST_OF_A_TEXT) + "..." : text;
  }
}
