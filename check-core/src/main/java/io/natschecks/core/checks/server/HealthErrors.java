// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import java.util.List;
import java.util.Objects;

/** What the checks of the health endpoint say of its errors, in one way. */
final class HealthErrors {

  private HealthErrors() {}

  /** The errors of some types of an unhealthy server; releases without types are not evaluable. */
  static List<HealthError> of(Health health, Verdict<?> verdict, HealthError.Type... types) {
    if (!health.typed()) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "health does not tell its errors apart before 2.10");
      return List.of();
    }
    return health.isOk() ? List.of() : health.errorsOf(types);
  }

  /** One finding a server, whatever the number of its errors. */
  static FindingBuilder finding(Verdict<?> verdict, Health health, List<HealthError> errors) {
    return verdict
        .finding()
        .observed("errors", errors.size(), "errors")
        .with("status", health.status())
        .with("error_texts", errors.stream().map(HealthError::text).toList())
        .with(
            "accounts",
            errors.stream().map(HealthError::account).filter(Objects::nonNull).distinct().toList());
  }

  /** The first error as it is shown, with the number of the others. */
  static String summary(List<HealthError> errors) {
    String first = Display.nkeys(errors.get(0).text());
    int others = errors.size() - 1;
    return others == 0 ? first : first + " (and " + Display.count(others) + " more)";
  }
}
