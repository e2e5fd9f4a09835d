// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What checks of several families share: limits, quorum, majorities, thresholds in metadata. */
@NullMarked
package io.natschecks.core.checks.shared;

import org.jspecify.annotations.NullMarked;
