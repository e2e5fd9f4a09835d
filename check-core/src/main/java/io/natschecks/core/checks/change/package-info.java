// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What changed since the snapshot before. */
@NullMarked
package io.natschecks.core.checks.change;

import org.jspecify.annotations.NullMarked;
