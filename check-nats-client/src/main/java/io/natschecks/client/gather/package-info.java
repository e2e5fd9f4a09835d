// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** How live deployments are asked: the requests, who is asked, and what becomes of silence. */
@NullMarked
package io.natschecks.client.gather;

import org.jspecify.annotations.NullMarked;
