// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;

/**
 * A micro service with at least one running instance.
 *
 * @param account account id
 * @param name service name
 * @param instances running instances, sorted by id
 * @since 0.1
 */
public record Service(String account, String name, List<ServiceInstance> instances) {

  public Service {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(name, "name");
    instances = List.copyOf(instances);
  }
}
