// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import java.util.function.Function;

/** A check that does what a test says. */
public record FakeCheck(CheckDescriptor descriptor, Function<CheckContext, CheckResult> body)
    implements Check {

  /** A descriptor that tests change where they differ. */
  public static CheckDescriptor.Builder describe(String code) {
    return CheckDescriptor.of(code, "Title of " + code)
        .kind(Kind.OPERATIONAL)
        .severity(Severity.WARNING, Severity.CRITICAL)
        .category(Category.HEALTH)
        .entity(EntityType.SERVER)
        .remediation("Mend " + code + ".")
        .runbook(Runbook.why("It matters.").build())
        .since("0.1");
  }

  public static FakeCheck of(String code, Function<CheckContext, CheckResult> body) {
    return new FakeCheck(describe(code).build(), body);
  }

  public static FakeCheck passing(String code) {
    return of(code, context -> CheckResult.builder(1).lookedAt().build());
  }

  /** Finds every server of the snapshot whose name starts so. */
  public static FakeCheck findingServers(String code, String prefix) {
    return of(code, findingServers(prefix));
  }

  public static Function<CheckContext, CheckResult> findingServers(String prefix) {
    return context ->
        context
            .over(context.current().servers(), io.natschecks.api.Entity::of)
            .judge(
                (server, verdict) -> {
                  if (server.name().startsWith(prefix)) {
                    verdict.finding().observed("broken", 2, "parts").message("2 parts are broken");
                  }
                });
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return body.apply(context);
  }
}
