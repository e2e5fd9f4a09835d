// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

/** The monitoring requests that the library sends, each with the options that it needs. */
public enum Endpoint {
  /** Statistics that every server answers at once, whatever else it is busy with. */
  STATSZ,
  /** Server variables. */
  VARZ,
  /** Health with details. */
  HEALTHZ,
  /** JetStream of the server, without accounts. */
  JSZ,
  /** JetStream with streams, and with consumers where wanted, of one account or of all. */
  JSZ_DETAIL,
  /** A page of open connections. */
  CONNZ,
  /** The connections closed last. */
  CONNZ_CLOSED,
  /** Routes. */
  ROUTEZ,
  /** Gateways. */
  GATEWAYZ,
  /** Leaf nodes. */
  LEAFZ,
  /** Subscription statistics. */
  SUBSZ,
  /** The accounts that the server has loaded. */
  ACCOUNTZ,
  /** One account in detail. */
  ACCOUNT_INFO,
  /** Statistics of all accounts. */
  ACCSTATZ,
  /** Raft groups of one account; of the system account for the meta group. */
  RAFTZ
}
