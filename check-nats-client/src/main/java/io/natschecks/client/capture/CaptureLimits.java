// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

/**
 * What is read of a capture at most, so that a hostile one exhausts nothing. The largest answers
 * seen, of a server with 120,000 consumers, had 129 MB.
 *
 * @param entries files in an archive
 * @param entryBytes bytes of one uncompressed file
 * @param totalBytes uncompressed bytes of all files in one reading
 */
record CaptureLimits(int entries, int entryBytes, long totalBytes) {

  static final CaptureLimits DEFAULT = new CaptureLimits(1_000_000, 256 << 20, 16L << 30);
}
