// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckDescriptorTest {

  @Test
  void knowsItsFamily() {
    assertThat(whole("OPT_BALANCE_006").build().family()).isEqualTo("OPT_BALANCE");
    assertThat(whole("ACME_001").build().severities()).containsExactly(Severity.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ACME", "acme_001", "ACME_1", "ACME-001", "_001", "ACME_0001"})
  void refusesCodesOfAnotherForm(String code) {
    assertThatThrownBy(() -> CheckDescriptor.of(code, "Title"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a check code: " + code);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> CheckDescriptor.of("ACME_001", "Title").build())
        .hasMessage("ACME_001 has no kind");
    assertThatThrownBy(() -> whole("ACME_001").remediation(" ").build())
        .hasMessage("ACME_001 has no remediation");
    assertThatThrownBy(() -> whole("ACME_001").runbook(Runbook.why("").build()).build())
        .hasMessage("ACME_001 has no why");
  }

  @Test
  void refusesTwoParametersOfOneKey() {
    Parameter<Long> first = Parameter.count("n", "x").describedAs("d").defaultValue(1L);
    Parameter<Long> second = Parameter.count("n", "y").describedAs("d").defaultValue(2L);

    assertThatThrownBy(() -> whole("ACME_001").parameters(first, second).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CheckDescriptor.Builder whole(String code) {
    return CheckDescriptor.of(code, "Title")
        .kind(Kind.OPERATIONAL)
        .severity(Severity.WARNING)
        .category(Category.HEALTH)
        .entity(EntityType.SERVER)
        .remediation("Do something.")
        .runbook(Runbook.why("It matters.").build())
        .since("0.1");
  }
}
