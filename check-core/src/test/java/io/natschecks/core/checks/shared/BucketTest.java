// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.StreamId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

  @ParameterizedTest
  @CsvSource({
    "KV_settings, 'key-value store settings '",
    "OBJ_images, 'object store images '",
    "ORDERS, ''",
    "kv_settings, ''",
    "KV_a_b, 'key-value store a_b '"
  })
  void isTheSubjectOfASentence(String stream, String subject) {
    assertThat(Bucket.subject(new StreamId(null, "ACME", stream))).isEqualTo(subject);
  }
}
