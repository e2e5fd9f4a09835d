// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * {@linkplain io.natschecks.reports Reports} of audits for browsers, build servers, chats and
 * monitoring systems. A module of its own, so that a host that needs none of them does not get
 * their template engine.
 */
@SuppressWarnings("requires-automatic") // The template engine is no module yet.
module io.natschecks.reports {
  requires transitive io.natschecks.core;
  requires gg.jte.runtime;
  requires java.xml;
  requires static transitive org.jspecify;

  exports io.natschecks.reports;
}
