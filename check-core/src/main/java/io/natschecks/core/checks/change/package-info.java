// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What was changed since the snapshot before: configuration, domains, accounts. */
@NullMarked
package io.natschecks.core.checks.change;

import org.jspecify.annotations.NullMarked;
