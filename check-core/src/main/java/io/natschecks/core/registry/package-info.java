// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The checks there are, found by ServiceLoader or given by a host.
 *
 * <p>{@link io.natschecks.core.registry.CheckRegistry} is the way in. A provider that cannot be
 * loaded costs its own checks only, and is listed as a {@link
 * io.natschecks.core.registry.LoadProblem}.
 */
@NullMarked
package io.natschecks.core.registry;

import org.jspecify.annotations.NullMarked;
