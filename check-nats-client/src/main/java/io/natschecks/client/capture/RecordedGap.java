// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import org.jspecify.annotations.Nullable;

/**
 * A section that was not had, or not whole.
 *
 * @param server where; null if it was not to be had from any server
 */
record RecordedGap(@Nullable ServerRef server, Section section, Status status, String detail) {

  void tell(ReplySink sink) {
    if (server == null) {
      sink.unavailable(section, status, detail);
    } else {
      sink.missing(server, section, status, detail);
    }
  }
}
