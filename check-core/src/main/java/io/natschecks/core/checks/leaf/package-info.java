// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Leaf node links: names, round trip times, subscriptions. */
@NullMarked
package io.natschecks.core.checks.leaf;

import org.jspecify.annotations.NullMarked;
