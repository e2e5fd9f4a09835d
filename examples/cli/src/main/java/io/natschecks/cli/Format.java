// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

/** How something is written. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON,
  /** For browsers. */
  HTML
}
