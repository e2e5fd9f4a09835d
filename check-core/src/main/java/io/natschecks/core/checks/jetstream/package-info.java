// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Streams and the JetStream API: limits, replicas, mirrors, errors. */
@NullMarked
package io.natschecks.core.checks.jetstream;

import org.jspecify.annotations.NullMarked;
