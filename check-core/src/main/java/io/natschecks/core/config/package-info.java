// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** What a host or a user can set: which checks run, and with what values. */
@NullMarked
package io.natschecks.core.config;

import org.jspecify.annotations.NullMarked;
