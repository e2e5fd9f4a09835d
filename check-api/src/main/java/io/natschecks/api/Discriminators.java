// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/** What tells findings of one check about one entity apart. */
final class Discriminators {

  private Discriminators() {}

  static String add(String discriminator, String name, String value) {
    String part = name + "=" + value;
    return discriminator.isEmpty() ? part : discriminator + " " + part;
  }
}
