// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

/** Which answers of a folder are used, where it holds the same one twice. */
public enum FolderTransport {
  /** Answers over the system account where there are any, and over HTTP elsewhere. */
  ANY,
  /** Only answers over the system account. */
  SYSTEM_ACCOUNT,
  /** Only answers over HTTP. */
  HTTP
}
