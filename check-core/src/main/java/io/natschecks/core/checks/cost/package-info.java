// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Streams that take more memory, disk or replication than they need. */
@NullMarked
package io.natschecks.core.checks.cost;

import org.jspecify.annotations.NullMarked;
