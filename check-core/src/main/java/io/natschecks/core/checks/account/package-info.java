// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Accounts: limits, imports and exports, slow consumers. */
@NullMarked
package io.natschecks.core.checks.account;

import org.jspecify.annotations.NullMarked;
