// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Sources of snapshots of NATS deployments. */
@NullMarked
package io.natschecks.client;

import org.jspecify.annotations.NullMarked;
