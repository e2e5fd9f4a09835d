// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

import org.jspecify.annotations.Nullable;

/**
 * The server that gave an answer.
 *
 * @param id server id
 * @param name server name
 * @param cluster name of its cluster; null without one, or while it is not known
 */
public record ServerRef(String id, String name, @Nullable String cluster) {}
