// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Meta groups: leaders, peers, quorum, the size of their state. */
@NullMarked
package io.natschecks.core.checks.meta;

import org.jspecify.annotations.NullMarked;
