// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.service;

import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;

/** Instances of services for people. */
final class Instances {

  private Instances() {}

  /** Such as pricing-2 on n1; the id stands for a client without a name. */
  static String described(ServiceInstance instance, Snapshot snapshot) {
    String name = instance.clientName();
    String client = name == null || name.isBlank() ? instance.id() : name;
    String server = instance.serverId();
    return server == null ? client : client + " on " + Names.ofServer(snapshot, server);
  }
}
