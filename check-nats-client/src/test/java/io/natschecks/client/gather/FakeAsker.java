// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ServerVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Answers as a test says, without envelopes. */
final class FakeAsker implements Asker {

  /** What a server says to a request. */
  interface Answers {
    String to(MonitoringRequest request) throws Unanswered;
  }

  /** What was asked for, with its options. */
  final List<String> asked = new ArrayList<>();

  private final Answers answers;

  FakeAsker(Answers answers) {
    this.answers = answers;
  }

  @Override
  public byte[] ask(MonitoringRequest request) throws Unanswered {
    asked.add(request.pathAndQuery());
    return answers.to(request).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean enveloped() {
    return false;
  }

  @Override
  public ServerVersion raftSince() {
    return ServerVersion.parse("2.10.26");
  }
}
