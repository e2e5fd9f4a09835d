// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in one sentence why nothing can be read at a path. */
final class CapturePath {

  private CapturePath() {}

  static void requireReadable(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException("There is no capture " + path + ".");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("The capture " + path + " may not be read.");
    }
  }
}
