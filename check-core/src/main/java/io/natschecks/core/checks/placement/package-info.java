// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Where streams, consumers and clients lie in a deployment of several clusters. */
@NullMarked
package io.natschecks.core.checks.placement;

import org.jspecify.annotations.NullMarked;
