// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

import org.jspecify.annotations.Nullable;

/**
 * What an instance of a micro service says of itself. Its description, endpoints and metadata are
 * not kept.
 *
 * @param name service name
 * @param id instance id
 * @param version version of the service; null if it does not say
 */
public record ServiceInfo(String name, String id, @Nullable String version) {}
