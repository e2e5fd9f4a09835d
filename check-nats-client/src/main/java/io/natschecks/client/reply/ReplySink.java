// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.reply;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;

/**
 * Takes what a source gathers. Methods are called by several threads, and an answer is worked off
 * before the call returns, so that its bytes can go.
 */
public interface ReplySink {

  /**
   * Takes an answer. One that cannot be read is recorded as missing and thrown away.
   *
   * @param reply the answer
   */
  void reply(Reply reply);

  /**
   * Says that a section of a server is missing or incomplete. It stands even if answers came.
   *
   * @param server the server
   * @param section the section
   * @param status what became of it, other than gathered
   * @param detail what happened, for people
   */
  void missing(ServerRef server, Section section, Coverage.Status status, String detail);

  /**
   * Says that a section cannot be had from any server of this source.
   *
   * @param section the section
   * @param status what became of it, other than gathered
   * @param detail what happened, for people
   */
  void unavailable(Section section, Coverage.Status status, String detail);

  /**
   * Names a server that is known to exist and answered nothing.
   *
   * @param server the server
   */
  void silent(SilentServer server);

  /**
   * Takes the micro services of an account in which they were asked.
   *
   * @param services what they answered, and what became of the rest
   */
  void services(AccountServices services);

  /**
   * Takes the JetStream API requests that failed since the snapshot before.
   *
   * @param errors what was heard of them
   */
  void apiErrors(ApiErrors errors);
}
