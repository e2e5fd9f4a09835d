// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.service;

import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services of the healthy deployment in place of its own. */
final class Services {

  private Services() {}

  static DeploymentBuilder running(Service... services) {
    return Deployments.healthy().edit(all -> all.services(Arrays.asList(services)));
  }

  /** A service with instances of client libraries such as go/1.37.0, all on b1. */
  static Service service(String account, String... libraries) {
    List<ServiceInstance> instances = new ArrayList<>();
    for (int i = 0; i < libraries.length; i++) {
      String[] parts = libraries[i].split("/", -1);
      instances.add(instance("I" + i, parts[0], parts.length > 1 ? parts[1] : null));
    }
    return new Service(account, "pricing", instances);
  }

  private static ServiceInstance instance(
      String id, @Nullable String language, @Nullable String version) {
    return new ServiceInstance(
        id,
        Deployments.idOf("b1"),
        null,
        language == null || language.isEmpty() ? null : language,
        version,
        "client-" + id);
  }
}
