// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The engine: an {@link io.natschecks.core.Auditor} evaluates checks over snapshots. */
@NullMarked
package io.natschecks.core;

import org.jspecify.annotations.NullMarked;
