// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The bounded memory of the values that checks follow. */
@NullMarked
package io.natschecks.core.history;

import org.jspecify.annotations.NullMarked;
