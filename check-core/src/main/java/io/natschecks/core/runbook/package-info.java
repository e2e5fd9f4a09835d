// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The runbooks of checks as pages to read: {@linkplain io.natschecks.core.runbook.RunbookPage one
 * check}, and the {@linkplain io.natschecks.core.runbook.RunbookIndex list} of them.
 */
@NullMarked
package io.natschecks.core.runbook;

import org.jspecify.annotations.NullMarked;
