// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The checks there are, found by ServiceLoader or given by a host. */
@NullMarked
package io.natschecks.core.registry;

import org.jspecify.annotations.NullMarked;
