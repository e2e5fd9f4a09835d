// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Captures on disk: what a source gathered for one snapshot, or for two with some time between, as
 * the servers sent it.
 *
 * <p>Written is the ZIP archive of {@code nats audit gather}, so that {@code nats audit analyze}
 * can read it. Its manifest tags the files of the <em>first</em> snapshot; that tool reads one
 * snapshot, and so an archive is whole for it even if the second never comes. All answers, the gaps
 * and the second snapshot are listed in an index of our own under {@code capture/misc}, which that
 * tool leaves alone. Where it wants another form than the server sent (an envelope around answers
 * over HTTP, none around account details, streams one by one), a copy in that form lies beside.
 *
 * <p>Read are such archives, archives of {@code nats audit gather} itself, and folders with one
 * file an answer and an {@code index.json}.
 */
@NullMarked
package io.natschecks.client.capture;

import org.jspecify.annotations.NullMarked;
