// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Where a history can be kept while its host does not run. */
@NullMarked
package io.natschecks.core.store;

import org.jspecify.annotations.NullMarked;
