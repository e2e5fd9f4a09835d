// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Keeps all that it is told. */
final class Replies implements ReplySink {

  final List<Reply> replies = new ArrayList<>();
  final List<RecordedGap> gaps = new ArrayList<>();
  final List<SilentServer> silent = new ArrayList<>();

  final List<AccountServices> services = new ArrayList<>();
  final List<ApiErrors> apiErrors = new ArrayList<>();

  static Path resource(String name) {
    URL url = Objects.requireNonNull(Replies.class.getResource(name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Replies of(Capture capture, int snapshot) throws IOException, InterruptedException {
    return of(capture, snapshot, SnapshotPlan.everything());
  }

  static Replies of(Capture capture, int snapshot, SnapshotPlan plan)
      throws IOException, InterruptedException {
    Replies replies = new Replies();
    Replay.into(capture, capture.snapshots().get(snapshot), plan, replies);
    return replies;
  }

  @Override
  public void reply(Reply reply) {
    replies.add(reply);
  }

  @Override
  public void missing(ServerRef server, Section section, Status status, String detail) {
    gaps.add(new RecordedGap(server, section, status, detail));
  }

  @Override
  public void unavailable(Section section, Status status, String detail) {
    gaps.add(new RecordedGap(null, section, status, detail));
  }

  @Override
  public void silent(SilentServer server) {
    silent.add(server);
  }

  @Override
  public void services(AccountServices answered) {
    services.add(answered);
  }

  @Override
  public void apiErrors(ApiErrors errors) {
    apiErrors.add(errors);
  }

  Optional<Reply> find(String server, Endpoint endpoint) {
    return replies.stream()
        .filter(reply -> reply.server().name().equals(server) && reply.endpoint() == endpoint)
        .findFirst();
  }

  Reply get(String server, Endpoint endpoint) {
    return find(server, endpoint).orElseThrow();
  }

  /** The replies as values that can be compared, with their bodies. */
  List<List<Object>> values() {
    return replies.stream().map(Replies::value).toList();
  }

  private static List<Object> value(Reply reply) {
    return List.of(RecordedReply.of(reply, ""), text(reply));
  }

  static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
