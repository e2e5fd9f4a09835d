// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of a user of a further account. */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
class FurtherAccountPermissionsTest {

  private static LeastPrivilegeCluster cluster;

  /** Declared so that {@link #start} can be given it. */
  @Parameter private String release;

  @BeforeParameterizedClassInvocation
  static void start(String release) throws Exception {
    cluster = new LeastPrivilegeCluster(release, 1);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aFurtherAccountTellsItsServicesAndFailures() throws Exception {
    Snapshot seen = withFurther("further");

    assertThat(seen.coverage().of(Section.SERVICES)).isEqualTo(Entry.GATHERED);
    assertThat(version(seen)).isEqualTo(LeastPrivilegeCluster.VERSION);
    ApiErrors heard = seen.apiErrors();
    assertThat(heard.accounts()).containsExactly("ACME");
    assertThat(heard.unheard()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> aFurtherAccountReportsTheLossOfEach() {
    return cluster.further.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> furtherWithout(subject)));
  }

  private void furtherWithout(String subject) throws Exception {
    Snapshot seen = withFurther(LeastPrivilege.name("further", subject));
    Entry services = seen.coverage().of(Section.SERVICES);
    ApiErrors heard = seen.apiErrors();

    switch (subject) {
      case "$JS.EVENT.ADVISORY.API" -> {
        assertThat(heard.unheard()).containsExactly("ACME");
        assertThat(heard.accounts()).isEmpty();
        assertThat(version(seen)).isEqualTo(LeastPrivilegeCluster.VERSION);
      }
      case "$SRV.INFO" -> {
        assertThat(services.detail())
            .isEqualTo("account ACME: the user may not publish to $SRV.INFO");
        assertThat(version(seen)).isNull();
        assertThat(heard.unheard()).isEmpty();
      }
      default -> {
        assertThat(services.detail())
            .startsWith("account own account: the id of the account is not known: the user may not")
            .endsWith(subject.equals("_INBOX.>") ? "subscribe to its inbox" : "to " + subject);
        assertThat(version(seen)).isNull();
        assertThat(heard.unheard()).containsExactly("own account");
      }
    }
  }

  private Snapshot withFurther(String user) throws Exception {
    try (Connection monitor = cluster.connect("system");
        Connection account = cluster.connect(user);
        NatsSnapshotSource source =
            NatsSnapshotSource.builder(monitor)
                .accounts(List.of(account))
                .listenForApiErrors()
                .build()) {
      return source.take(SnapshotPlan.of(Set.of(Section.SERVICES)));
    }
  }

  private static String version(Snapshot snapshot) {
    return snapshot.services().get(0).instances().get(0).version();
  }
}
