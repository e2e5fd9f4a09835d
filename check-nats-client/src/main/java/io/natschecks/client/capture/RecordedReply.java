// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a capture holds, without its body.
 *
 * @param location where in the capture the body is
 */
record RecordedReply(
    Endpoint endpoint,
    ServerRef server,
    @Nullable String account,
    int page,
    Instant receivedAt,
    boolean enveloped,
    String location) {

  static RecordedReply of(Reply reply, String location) {
    return new RecordedReply(
        reply.endpoint(),
        reply.server(),
        reply.account(),
        reply.page(),
        reply.receivedAt(),
        reply.enveloped(),
        location);
  }

  RecordedReply as(Endpoint other) {
    return new RecordedReply(other, server, account, page, receivedAt, enveloped, location);
  }

  Reply with(byte[] body) {
    return new Reply(endpoint, server, account, page, receivedAt, enveloped, body);
  }
}
