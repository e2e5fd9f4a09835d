// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** An immutable picture of a whole deployment, which knows what it does not know. */
@NullMarked
package io.natschecks.api.snapshot;

import org.jspecify.annotations.NullMarked;
