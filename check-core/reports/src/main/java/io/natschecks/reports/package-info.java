// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Writers that bring what an audit found to people and to other programs. They lie here, and not in
 * the command line, so that a host can serve or mail the same reports.
 */
@NullMarked
package io.natschecks.reports;

import org.jspecify.annotations.NullMarked;
