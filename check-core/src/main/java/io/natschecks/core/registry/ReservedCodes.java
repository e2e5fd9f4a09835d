// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.CheckDescriptor;
import java.util.Set;

/** The codes that only the checks of this library may carry. */
final class ReservedCodes {

  private static final Set<String> FAMILIES =
      Set.of(
          "SERVER",
          "SERVICE",
          "USER",
          "CONN",
          "CLUSTER",
          "META",
          "LEAF",
          "CHANGE",
          "ACCOUNTS",
          "JETSTREAM",
          "CONSUMER",
          "EXPIRY",
          "OPT_ACCT",
          "OPT_BALANCE",
          "OPT_COST",
          "OPT_IDLE",
          "OPT_PLACE",
          "OPT_SYS");

  private static final int LAST_NUMBER = 100;

  /**
   * The packages of this library, also where a host has relocated them. A code source would not do:
   * a fat jar has one for all.
   */
  private static final String OWN_PACKAGES = parentOf(ReservedCodes.class.getPackageName());

  private ReservedCodes() {}

  static boolean contain(CheckDescriptor descriptor) {
    String number = descriptor.code().substring(descriptor.family().length() + 1);
    return FAMILIES.contains(descriptor.family()) && Integer.parseInt(number) <= LAST_NUMBER;
  }

  static boolean belongTo(Class<?> type) {
    return type.getName().startsWith(OWN_PACKAGES);
  }

  private static String parentOf(String packageName) {
    return packageName.substring(0, packageName.lastIndexOf('.') + 1);
  }
}
