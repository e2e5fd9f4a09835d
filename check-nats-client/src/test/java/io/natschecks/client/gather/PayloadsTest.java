// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Coverage.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PayloadsTest {

  @Test
  void unpacksUpToTheBoundExactly() throws Exception {
    assertThat(Payloads.gunzip(gzip(1 << 20), 1 << 20)).hasSize(1 << 20);
  }

  @Test
  void refusesWhatUnpacksToMore() throws Exception {
    byte[] bomb = gzip(20 << 20);
    assertThat(bomb.length).isLessThan(64 << 10);
    assertThatThrownBy(() -> Payloads.gunzip(bomb, 1 << 20))
        .isInstanceOf(Unanswered.class)
        .hasMessage("an answer is larger than 1 MiB")
        .extracting(e -> ((Unanswered) e).status())
        .isEqualTo(Status.TRUNCATED);
  }

  @Test
  void refusesWhatIsNoGzip() {
    for (byte[] bytes : new byte[][] {{}, {0x1f}, {0x1f, (byte) 0x8b, 8, 0}, "{}".getBytes()}) {
      assertThatThrownBy(() -> Payloads.gunzip(bytes, 1 << 20))
          .isInstanceOf(Unanswered.class)
          .extracting(e -> ((Unanswered) e).status())
          .isEqualTo(Status.MALFORMED);
    }
  }

  private static byte[] gzip(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[size]);
    }
    return bytes.toByteArray();
  }
}
