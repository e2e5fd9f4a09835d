// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Services: their instances and versions. */
@NullMarked
package io.natschecks.core.checks.service;

import org.jspecify.annotations.NullMarked;
