// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Load that lies unevenly on the servers of a cluster. */
@NullMarked
package io.natschecks.core.checks.balance;

import org.jspecify.annotations.NullMarked;
