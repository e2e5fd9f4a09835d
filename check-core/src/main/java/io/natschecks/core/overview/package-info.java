// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Makes the {@linkplain io.natschecks.core.report.Overview overview} of a snapshot. */
@NullMarked
package io.natschecks.core.overview;

import org.jspecify.annotations.NullMarked;
