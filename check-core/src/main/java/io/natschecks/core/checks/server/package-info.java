// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Servers: readiness, health, load, releases, restarts. */
@NullMarked
package io.natschecks.core.checks.server;

import org.jspecify.annotations.NullMarked;
