// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * A part of a snapshot that is gathered, or missing, as a whole: an endpoint of nats-server's
 * monitoring, or a heavier option of one. Checks declare the sections that they read, and only
 * these are asked for.
 *
 * @since 0.1
 */
public enum Section {
  /** Counters, gauges and configuration of each server. */
  VARZ,
  /** Health of each server, with details. */
  HEALTHZ,
  /** JetStream of each server: usage, limits, API counters, meta group. */
  JSZ,
  /** Streams with configuration and state. */
  JSZ_STREAMS,
  /** Consumers with configuration and state; heavy in large deployments. */
  JSZ_CONSUMERS,
  /** Open connections with account and user. */
  CONNZ,
  /** The subjects that open connections subscribe to; very heavy. */
  CONNZ_SUBSCRIPTIONS,
  /** Connections that were closed lately. */
  CONNZ_CLOSED,
  /** Route connections. */
  ROUTEZ,
  /** Gateway connections. */
  GATEWAYZ,
  /** Interest by account on gateway connections. */
  GATEWAYZ_ACCOUNTS,
  /** Leaf node connections. */
  LEAFZ,
  /** The subjects that leaf nodes subscribe to; very heavy. */
  LEAFZ_SUBSCRIPTIONS,
  /** Subscription statistics. */
  SUBSZ,
  /** The accounts that each server has loaded. */
  ACCOUNTZ,
  /** Each account in detail, with the claims of its JWT; one request an account. */
  ACCOUNT_INFO,
  /** Connections and traffic of each account on each server. */
  ACCSTATZ,
  /** Raft groups; one request an account and server. Since 2.10.26, over HTTP since 2.10.17. */
  RAFTZ,
  /**
   * Micro services that run: those that a connection serves, and those that answer in an account in
   * which they can be asked.
   */
  SERVICES
}
