// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The engine: an {@link io.natschecks.core.Auditor} evaluates checks over snapshots.
 *
 * <p>It runs each check within a time budget, so that one that throws or hangs costs the others
 * nothing; samples the values that checks follow; and knows which findings are new, go on, or are
 * resolved.
 */
@NullMarked
package io.natschecks.core;

import org.jspecify.annotations.NullMarked;
