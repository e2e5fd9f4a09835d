// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A finding as a report on disk has it. Its texts are whatever stands in the file: whoever writes
 * them escapes them for the medium.
 *
 * @param code code of the check
 * @param title title of the check
 * @param severity how much it matters
 * @param key the same in every report that has the finding
 * @param entity the key of what it is about
 * @param label what it is about, for people; the key if the report has none
 * @param message one line for people
 * @param values observed values and limits by name, for people. Observed times are left out: they
 *     are others in every audit
 * @param causes keys of the findings that explain it
 * @since 0.1
 */
public record StoredFinding(
    String code,
    String title,
    Severity severity,
    String key,
    String entity,
    String label,
    String message,
    Map<String, String> values,
    List<String> causes) {

  public StoredFinding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(values, "values");
    causes = List.copyOf(causes);
  }
}
