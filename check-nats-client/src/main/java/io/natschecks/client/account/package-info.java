// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** How the JetStream API shows an account its own streams. */
@NullMarked
package io.natschecks.client.account;

import org.jspecify.annotations.NullMarked;
