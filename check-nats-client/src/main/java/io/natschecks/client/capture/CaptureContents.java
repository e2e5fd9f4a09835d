// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.Closeable;
import java.io.IOException;

/** An open capture. For one thread. */
interface CaptureContents extends Closeable {

  /**
   * Reads the body of an answer.
   *
   * @throws TooLargeException if it, or all that was read, passes the limits
   * @throws IOException if it is not there or damaged; the message says why, without the path
   */
  byte[] read(String location) throws IOException;

  /** Reads the beginning of a body, without a look at whether the rest is sound. */
  byte[] beginning(String location) throws IOException;
}
