// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

/** A tag of a file in an archive. Its label says of what it is the name. */
record Tag(String label, String value) {

  static final String SERVER = "server";
  static final String CLUSTER = "cluster";
  static final String ACCOUNT = "account";
  static final String STREAM = "stream";
  static final String TYPE = "artifact_type";
  static final String SPECIAL = "special";

  /** Stands for the cluster of a server that has none. */
  static final String NO_CLUSTER = "unclustered";
}
