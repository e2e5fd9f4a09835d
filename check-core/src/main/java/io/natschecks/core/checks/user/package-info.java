// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Checks of the users that clients connect as. */
@NullMarked
package io.natschecks.core.checks.user;

import org.jspecify.annotations.NullMarked;
