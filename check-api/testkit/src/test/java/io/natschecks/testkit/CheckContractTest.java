// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckContractTest {

  @Nested
  class OfAGoodCheck extends CheckContract {
    @Override
    protected Check check() {
      return SampleChecks.manyConnections();
    }

    @Override
    protected boolean isRegistered() {
      return false;
    }
  }

  @Test
  void catchesACheckThatNobodyFinds() {
    assertThatThrownBy(contract(SampleChecks.manyConnections())::isFoundByTheServiceLoader)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("add io.natschecks.testkit.SampleChecks$1 to META-INF/services/");
  }

  @Test
  void catchesACheckThatKeepsSomething() {
    assertThatThrownBy(contract(new Forgetless())::keepsNoState)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not final")
        .hasMessageContaining("Forgetless.runs");
  }

  @Test
  void catchesACheckThatReadsTheClockOrTheWorld() {
    assertThatThrownBy(contract(new Forgetless())::knowsNothingButItsContext)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.time.Instant.now")
        .hasMessageContaining("java.lang.System.getenv")
        .hasMessageContaining("java.nio.file.Files.exists");
  }

  @Test
  void catchesACheckThatHidesAMissingServer() {
    Check check = SampleChecks.check(SampleChecks.descriptor().build(), (self, context) -> pass());
    assertThatThrownBy(contract(check)::saysOfWhichServersItKnowsNothing)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a server without [VARZ]")
        .hasMessageContaining("PASSED");
  }

  /** Everything that a check must not do. */
  private static final class Forgetless implements Check {
    private int runs;

    @Override
    public CheckDescriptor descriptor() {
      return SampleChecks.undemanding();
    }

    @Override
    public CheckResult evaluate(CheckContext context) {
      runs++;
      boolean late = Instant.now().isAfter(context.now());
      boolean known = System.getenv("HOME") == null || Files.exists(Path.of("/nowhere"));
      return late && known && runs > 1 ? pass() : CheckResult.errored("");
    }
  }

  @Test
  void catchesACheckThatMakesItsDescriptorAnew() {
    Check check =
        new Check() {
          @Override
          public CheckDescriptor descriptor() {
            return SampleChecks.descriptor().build();
          }

          @Override
          public CheckResult evaluate(CheckContext context) {
            return SampleChecks.judge(context);
          }
        };
    assertThatThrownBy(contract(check)::alwaysGivesTheSameDescriptor)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void catchesASilentPass() {
    Check check = SampleChecks.check(SampleChecks.descriptor().build(), (self, context) -> pass());
    assertThatCode(contract(check)::isSkippedWhereNothingIsKnown).doesNotThrowAnyException();
    Check undemanding = SampleChecks.check(SampleChecks.undemanding(), (self, context) -> pass());
    assertThatThrownBy(contract(undemanding)::isSkippedWhereNothingIsKnown)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void catchesAFindingInAHealthyDeployment() {
    Check check = finding(context -> message(context, "is here"));
    assertThatThrownBy(contract(check)::findsNothingInAHealthyDeployment)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("to find nothing")
        .hasMessageContaining("SAMPLE_001");
  }

  @Test
  void catchesAThrowingCheck() {
    Check check =
        finding(
            context -> {
              if (!context.current().accounts().isEmpty()) {
                throw new ArithmeticException("overflow");
              }
              return pass();
            });
    assertThatThrownBy(contract(check)::neverThrows)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("overflow on random snapshot");
  }

  @Test
  void catchesFindingsWithoutTheirForm() {
    assertThatThrownBy(
            contract(finding(context -> message(context, "no label before it")))
                ::givesFindingsTheirForm)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            contract(finding(context -> message(context, "system: no observed value")))
                ::givesFindingsTheirForm)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void catchesAStatefulCheck() {
    AtomicInteger runs = new AtomicInteger();
    Check check = finding(context -> message(context, "run " + runs.incrementAndGet()));
    assertThatThrownBy(contract(check)::answersTheSameForTheSame)
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract(check)::answersTheSameToManyThreads)
        .isInstanceOf(AssertionError.class);
  }

  private static Check finding(Function<CheckContext, CheckResult> body) {
    return SampleChecks.check(
        SampleChecks.descriptor().build(), (self, context) -> body.apply(context));
  }

  private static CheckResult message(CheckContext context, String text) {
    return CheckResult.builder(10)
        .finding(
            new Finding(
                context.descriptor().code(),
                Severity.WARNING,
                new Entity.Deployment(),
                "",
                text,
                Evidence.NONE))
        .build();
  }

  private static CheckResult pass() {
    return CheckResult.builder(1).lookedAt().build();
  }

  private static CheckContract contract(Check check) {
    return new CheckContract() {
      @Override
      protected Check check() {
        return check;
      }
    };
  }
}
