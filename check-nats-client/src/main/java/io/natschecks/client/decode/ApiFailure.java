// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import org.jspecify.annotations.Nullable;

/**
 * A JetStream API request that failed.
 *
 * @param serverName name of the server that handled it
 * @param operation what was asked, such as STREAM.INFO
 * @param errorCode number of the error
 * @param client name of the client's connection; null if not told
 */
public record ApiFailure(
    String serverName, String operation, int errorCode, @Nullable String client) {}
