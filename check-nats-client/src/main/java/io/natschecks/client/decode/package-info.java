// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Decodes the monitoring answers of servers into the snapshot model. */
@NullMarked
package io.natschecks.client.decode;

import org.jspecify.annotations.NullMarked;
