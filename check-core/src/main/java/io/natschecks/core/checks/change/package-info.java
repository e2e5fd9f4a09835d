// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Changes since the snapshot before: configurations, domains, accounts, streams. */
@NullMarked
package io.natschecks.core.checks.change;

import org.jspecify.annotations.NullMarked;
