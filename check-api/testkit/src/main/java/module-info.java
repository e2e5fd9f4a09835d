// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What the tests of checks are written with: real servers, healthy snapshots, assertions. */
module io.natschecks.testkit {
  requires transitive io.natschecks.api;
  requires static transitive org.jspecify;
  requires transitive java.net.http;
  requires transitive org.junit.jupiter.api;

  exports io.natschecks.testkit.server;
}
