// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Streams that work but cost, or risk, more than they need to. */
@NullMarked
package io.natschecks.core.checks.stream;

import org.jspecify.annotations.NullMarked;
