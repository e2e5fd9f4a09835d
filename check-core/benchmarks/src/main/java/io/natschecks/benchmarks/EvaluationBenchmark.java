// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.registry.RegisteredCheck;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluates each documented check alone, over a snapshot of a large deployment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms3g", "-Xmx3g"})
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class EvaluationBenchmark {

  /** Code of the check. */
  @Param({
    "ACCOUNTS_001",
    "CONN_001",
    "CONSUMER_003",
    "CONSUMER_005",
    "CONSUMER_009",
    "JETSTREAM_010",
    "OPT_BALANCE_006",
    "USER_002"
  })
  String code = "";

  private RegisteredCheck check;
  private CheckContext context;

  /** Makes the deployment. */
  @Setup
  public void prepare() {
    check =
        CheckRegistry.load().checks().stream()
            .filter(each -> each.descriptor().code().equals(code))
            .findFirst()
            .orElseThrow();
    context = CheckContext.builder(check.descriptor(), LargeDeployment.snapshot()).build();
  }

  /** Evaluates the check. */
  @Benchmark
  public CheckResult evaluate() {
    return check.check().evaluate(context);
  }
}
