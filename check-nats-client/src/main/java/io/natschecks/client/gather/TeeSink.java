// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;

/** Hands everything to two sinks, such as the model and a capture. */
public record TeeSink(ReplySink first, ReplySink second) implements ReplySink {

  @Override
  public void reply(Reply reply) {
    first.reply(reply);
    second.reply(reply);
  }

  @Override
  public void missing(ServerRef server, Section section, Coverage.Status status, String detail) {
    first.missing(server, section, status, detail);
    second.missing(server, section, status, detail);
  }

  @Override
  public void unavailable(Section section, Coverage.Status status, String detail) {
    first.unavailable(section, status, detail);
    second.unavailable(section, status, detail);
  }

  @Override
  public void silent(SilentServer server) {
    first.silent(server);
    second.silent(server);
  }

  @Override
  public void services(AccountServices services) {
    first.services(services);
    second.services(services);
  }

  @Override
  public void apiErrors(ApiErrors errors) {
    first.apiErrors(errors);
    second.apiErrors(errors);
  }
}
