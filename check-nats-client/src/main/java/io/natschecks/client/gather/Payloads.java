// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks answers, within bounds: a small one can unpack to anything. */
final class Payloads {

  private Payloads() {}

  /**
   * Unpacks gzip.
   *
   * @throws Unanswered if it is larger than the bound, or no gzip
   */
  static byte[] gunzip(byte[] packed, int maxBytes) throws Unanswered {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
      byte[] body = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw tooLarge(maxBytes);
      }
      return body;
    } catch (IOException e) {
      throw new Unanswered(Status.MALFORMED, "an answer could not be unpacked");
    }
  }

  static Unanswered tooLarge(int maxBytes) {
    return new Unanswered(
        Status.TRUNCATED, "an answer is larger than " + (maxBytes >> 20) + " MiB");
  }
}
