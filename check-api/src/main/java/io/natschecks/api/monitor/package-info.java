// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What several instances of a host share: who audits, and what was found. */
@NullMarked
package io.natschecks.api.monitor;

import org.jspecify.annotations.NullMarked;
