// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Healthy snapshots to deviate from, runs of a single check, assertions, and the contract of
 * checks.
 */
@NullMarked
package io.natschecks.testkit;

import org.jspecify.annotations.NullMarked;
