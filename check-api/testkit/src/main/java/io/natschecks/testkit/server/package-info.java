// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Real nats-servers, alone and in clusters, for tests. */
@NullMarked
package io.natschecks.testkit.server;

import org.jspecify.annotations.NullMarked;
