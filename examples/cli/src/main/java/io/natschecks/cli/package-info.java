// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The checks on the command line. */
@NullMarked
package io.natschecks.cli;

import org.jspecify.annotations.NullMarked;
