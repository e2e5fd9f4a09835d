// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Text that others have chosen, made safe to show. */
@NullMarked
package io.natschecks.core.text;

import org.jspecify.annotations.NullMarked;
