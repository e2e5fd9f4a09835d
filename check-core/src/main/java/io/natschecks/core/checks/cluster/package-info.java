// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Clusters of servers: load, routes, gateways. */
@NullMarked
package io.natschecks.core.checks.cluster;

import org.jspecify.annotations.NullMarked;
