// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What an audit found, and writers that bring it to people and programs. */
@NullMarked
package io.natschecks.core.report;

import org.jspecify.annotations.NullMarked;
