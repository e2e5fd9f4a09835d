// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Routes and gateways: what waits to be sent over them. */
@NullMarked
package io.natschecks.core.checks.link;

import org.jspecify.annotations.NullMarked;
