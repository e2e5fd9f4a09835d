// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What is valid only until a date: certificates and JWTs. */
@NullMarked
package io.natschecks.core.checks.expiry;

import org.jspecify.annotations.NullMarked;
