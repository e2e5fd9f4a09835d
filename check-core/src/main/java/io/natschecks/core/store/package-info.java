// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Where a history can be kept while its host does not run: in a {@linkplain
 * io.natschecks.core.store.FileHistoryStore file}. Other places implement {@link
 * io.natschecks.api.history.HistoryStore}.
 */
@NullMarked
package io.natschecks.core.store;

import org.jspecify.annotations.NullMarked;
