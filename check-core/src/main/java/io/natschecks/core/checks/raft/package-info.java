// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Raft groups: leaders, logs and queues of each, and how many members it has. */
@NullMarked
package io.natschecks.core.checks.raft;

import org.jspecify.annotations.NullMarked;
