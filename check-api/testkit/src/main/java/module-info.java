// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What the tests of checks are written with: healthy snapshots, assertions, real servers. */
module io.natschecks.testkit {
  requires transitive io.natschecks.api;
  requires transitive java.net.http;
  requires static transitive net.jqwik.api;
  requires transitive org.assertj.core;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  uses io.natschecks.api.Check;
  uses io.natschecks.api.snapshot.RecordingReader;

  exports io.natschecks.testkit;
  exports io.natschecks.testkit.server;

  // The tests of CheckContract are run in subclasses of other modules.
  opens io.natschecks.testkit to
      org.junit.platform.commons;
}
