// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

import io.natschecks.api.snapshot.Coverage;
import java.util.List;

/**
 * The micro services that answered in an account.
 *
 * @param account account id
 * @param outcome whether all could be asked, and if not, why
 * @param services the instances that answered, in the order in which they did
 */
public record AccountServices(String account, Coverage.Entry outcome, List<ServiceInfo> services) {

  /** Copies. */
  public AccountServices {
    services = List.copyOf(services);
  }
}
