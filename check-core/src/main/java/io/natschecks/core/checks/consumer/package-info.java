// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Consumers: replicas, positions in their streams, thresholds in their metadata. */
@NullMarked
package io.natschecks.core.checks.consumer;

import org.jspecify.annotations.NullMarked;
