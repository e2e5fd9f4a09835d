// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Checks of the meta groups of JetStream domains. */
@NullMarked
package io.natschecks.core.checks.meta;

import org.jspecify.annotations.NullMarked;
