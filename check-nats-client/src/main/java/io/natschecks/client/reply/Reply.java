// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer of one server as it came, unpacked but not decoded.
 *
 * @param endpoint what was asked
 * @param server who answered
 * @param account the account that was asked about; null if the request was about none
 * @param page number of the page, from 0
 * @param receivedAt when it came
 * @param enveloped whether the body is wrapped as answers over the system account are
 * @param body the JSON, uncompressed; not to be changed
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Bodies are large, are handed on once, and are not compared.
public record Reply(
    Endpoint endpoint,
    ServerRef server,
    @Nullable String account,
    int page,
    Instant receivedAt,
    boolean enveloped,
    byte[] body) {}
