// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.io.InputStream;

/** Reads streams that may never end, or unpack to far more than they seem. */
final class ReadBudget {

  /** Enough for the name and the id of a server, which stand at the beginning of its answers. */
  private static final int BEGINNING = 64 << 10;

  private final CaptureLimits limits;
  private long remaining;

  ReadBudget(CaptureLimits limits) {
    this.limits = limits;
    this.remaining = limits.totalBytes();
  }

  byte[] read(InputStream in) throws IOException {
    int most = (int) Math.min(limits.entryBytes(), remaining);
    byte[] bytes = in.readNBytes(most + 1);
    remaining -= Math.min(bytes.length, remaining);
    if (bytes.length > most) {
      throw new TooLargeException(
          most < limits.entryBytes()
              ? "the capture unpacks to more than " + limits.totalBytes() + " bytes"
              : "it unpacks to more than " + limits.entryBytes() + " bytes");
    }
    return bytes;
  }

  static byte[] beginning(InputStream in) throws IOException {
    return in.readNBytes(BEGINNING);
  }
}
