// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** The check SPI: what a check declares, what it is given, and what it answers. */
@NullMarked
package io.natschecks.api;

import org.jspecify.annotations.NullMarked;
