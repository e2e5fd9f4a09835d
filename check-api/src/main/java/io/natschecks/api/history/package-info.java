// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Values that checks follow from snapshot to snapshot.
 *
 * <p>A check declares {@linkplain io.natschecks.api.history.Track tracks}: a number, a presence or
 * an identity, read from each entity of a snapshot. The engine samples them, and the check reads a
 * {@link io.natschecks.api.history.Series} of each: first, last, least and greatest value, what was
 * added, how the {@linkplain io.natschecks.api.history.Trend trend} is. Old samples are merged, so
 * that memory does not grow with the length of the window.
 *
 * <p>A {@link io.natschecks.api.history.HistoryStore} keeps the history while its host does not
 * run.
 */
@NullMarked
package io.natschecks.api.history;

import org.jspecify.annotations.NullMarked;
