// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Servers, streams and consumers that nobody uses. */
@NullMarked
package io.natschecks.core.checks.idle;

import org.jspecify.annotations.NullMarked;
