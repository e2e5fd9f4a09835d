// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfigReloadTest extends CheckContract {

  private static final Instant BEFORE = Instant.parse("2026-02-01T10:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-02-01T10:05:00Z");

  @Override
  protected ConfigReload check() {
    return new ConfigReload();
  }

  @Test
  void firesForANewLoadTime() {
    assertThat(run(loaded(BEFORE, "sha256:1"), loaded(AFTER, "sha256:2")))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            "server A/a1: configuration loaded again at 2026-02-01T10:05:00Z (before:"
                + " 2026-02-01T10:00:00Z), from a changed file")
        .hasEvidence("config_load_time", "2026-02-01T10:05:00Z")
        .hasEvidence("previous_config_load_time", "2026-02-01T10:00:00Z")
        .hasEvidence("config_digest", "sha256:2")
        .hasEvidence("previous_config_digest", "sha256:1")
        .hasEvidence("digest_changed", "yes");
  }

  @Test
  void firesForAReloadOfAnUnchangedFile() {
    assertThat(run(loaded(BEFORE, "sha256:1"), loaded(AFTER, "sha256:1")))
        .onlyFinding()
        .hasMessageContaining(", from an unchanged file")
        .hasEvidence("digest_changed", "no");
  }

  @Test
  void firesWhereTheClockWasSetBack() {
    assertThat(run(loaded(AFTER, null), loaded(BEFORE, null))).hasFindings(1);
  }

  @Test
  void saysNothingOfTheFileWithoutADigest() {
    assertThat(run(loaded(BEFORE, null), loaded(AFTER, "sha256:1")))
        .onlyFinding()
        .hasMessage(
            "server A/a1: configuration loaded again at 2026-02-01T10:05:00Z (before:"
                + " 2026-02-01T10:00:00Z)");
  }

  @Test
  void staysSilentForTheSameLoadTime() {
    assertThat(run(loaded(BEFORE, "sha256:1"), loaded(BEFORE, "sha256:1"))).passed();
  }

  @Test
  void staysSilentForARestart() {
    assertThat(
            run(
                loaded(BEFORE, "sha256:1").server("a1", server -> server.id("OLD")),
                loaded(AFTER, "sha256:2")))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void staysSilentForAServerThatIsNew() {
    assertThat(run(loaded(BEFORE, null).without("a1"), loaded(AFTER, null))).passed();
  }

  @Test
  void isNotEvaluableWithoutALoadTime() {
    assertThat(run(loaded(null, null), loaded(AFTER, null)))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(loaded(AFTER, null).snapshot()))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  private CheckResult run(DeploymentBuilder before, DeploymentBuilder now) {
    return tester().previous(before.snapshot()).run(now.snapshot());
  }

  private static DeploymentBuilder loaded(@Nullable Instant time, @Nullable String digest) {
    return Deployments.healthy()
        .config("a1", config -> config.configLoadTime(time).configDigest(digest));
  }
}
