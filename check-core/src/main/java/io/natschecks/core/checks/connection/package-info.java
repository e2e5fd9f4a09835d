// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Checks of single connections of clients and leaf nodes. */
@NullMarked
package io.natschecks.core.checks.connection;

import org.jspecify.annotations.NullMarked;
