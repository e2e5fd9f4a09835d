// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What a monitor finds, as metrics. Depends on Micrometer and check-core only: copy it as it is.
 */
@NullMarked
package io.natschecks.examples.metrics;

import org.jspecify.annotations.NullMarked;
