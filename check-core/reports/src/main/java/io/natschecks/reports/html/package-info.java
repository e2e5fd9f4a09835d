// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The HTML page: templates in {@code src/main/jte}, and what they read. Layout and arithmetic are
 * done here, so that templates only say where a value stands.
 */
@NullMarked
package io.natschecks.reports.html;

import org.jspecify.annotations.NullMarked;
