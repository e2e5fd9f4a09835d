// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * {@linkplain io.natschecks.reports Reports} of audits for browsers, build servers, chats and
 * monitoring systems. A module of its own, so that a host that needs none of them does not get
 * their template engine.
 */
module io.natschecks.reports {
  requires transitive io.natschecks.core;
  requires java.xml;
  requires static transitive org.jspecify;

  exports io.natschecks.reports;
}
