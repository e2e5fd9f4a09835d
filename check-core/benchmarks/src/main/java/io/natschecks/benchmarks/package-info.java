// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Measures the decoder, the engine and the memory of snapshots. */
@NullMarked
package io.natschecks.benchmarks;

import org.jspecify.annotations.NullMarked;
