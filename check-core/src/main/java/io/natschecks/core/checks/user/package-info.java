// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Users that clients connect as: bearer tokens, numbers of connections. */
@NullMarked
package io.natschecks.core.checks.user;

import org.jspecify.annotations.NullMarked;
