// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The runbooks of checks as pages to read. */
@NullMarked
package io.natschecks.core.runbook;

import org.jspecify.annotations.NullMarked;
