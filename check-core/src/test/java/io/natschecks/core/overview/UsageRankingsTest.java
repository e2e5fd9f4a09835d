// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.report.Usage;
import io.natschecks.core.report.Usage.Kind;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import io.natschecks.testkit.SyntheticDeployment;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageRankingsTest {

  private final DeploymentBuilder deployment = Deployments.healthy();

  @Test
  void putsTheFullestFirst() {
    deployment.jetStream("a3", js -> js.storage(19L << 30));

    Usage.Item worst = usage(Kind.JETSTREAM_STORAGE).worst().get(0);

    assertThat(worst.entity().label()).isEqualTo("server A/a3");
    assertThat(worst.percent()).isEqualTo(95);
    assertThat(worst.limit()).isEqualTo(20L << 30);
  }

  @Test
  void countsWhatHasNoLimit() {
    deployment.config("a1", config -> config.maxConnections(Limit.unlimited()));

    Usage usage = usage(Kind.SERVER_CONNECTIONS);

    assertThat(usage.unlimited()).isEqualTo(1);
    assertThat(usage.limited()).isEqualTo(6);
  }

  @Test
  void takesNothingThatWasNotSeenForUnused() {
    deployment.server("a1", server -> server.statistics(null));

    Usage usage = usage(Kind.SERVER_CONNECTIONS);

    assertThat(usage.unknown()).isEqualTo(1);
    assertThat(usage.worst()).noneMatch(item -> item.entity().label().equals("server A/a1"));
  }

  @Test
  void addsNoConnectionsOfAccountsIfTheyWereNotGathered() {
    deployment.missing(Section.ACCSTATZ, Coverage.Status.REFUSED);

    Usage usage = usage(Kind.ACCOUNT_CONNECTIONS);

    assertThat(usage.worst()).isEmpty();
    assertThat(usage.unknown()).isEqualTo(deployment.snapshot().accounts().size());
  }

  @Test
  void keepsTheWorstOfVeryMany() {
    List<Usage> all = UsageRankings.of(SyntheticDeployment.seed(3).servers(1_000).snapshot());
    Usage usage =
        all.stream()
            .filter(each -> each.kind() == Kind.JETSTREAM_STORAGE)
            .findFirst()
            .orElseThrow();

    assertThat(usage.limited()).isEqualTo(1_000);
    assertThat(usage.worst())
        .hasSize(Usage.MOST)
        .isSortedAccordingTo(Comparator.comparingDouble(Usage.Item::percent).reversed())
        .allMatch(item -> item.percent() > 95);
  }

  private Usage usage(Kind kind) {
    return UsageRankings.of(deployment.snapshot()).stream()
        .filter(each -> each.kind() == kind)
        .findFirst()
        .orElseThrow();
  }
}
