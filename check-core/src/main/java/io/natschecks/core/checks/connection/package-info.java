// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Connections of clients: round trip times, bytes that wait, closings. */
@NullMarked
package io.natschecks.core.checks.connection;

import org.jspecify.annotations.NullMarked;
