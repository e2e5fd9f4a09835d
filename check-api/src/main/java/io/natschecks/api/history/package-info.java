// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Values that checks follow from snapshot to snapshot. */
@NullMarked
package io.natschecks.api.history;

import org.jspecify.annotations.NullMarked;
