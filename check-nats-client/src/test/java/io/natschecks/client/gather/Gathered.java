// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import io.natschecks.client.reply.ServerRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Keeps what a gatherer hands on. */
final class Gathered implements ReplySink {

  record Missing(String server, Section section, Status status, String detail) {}

  final List<Reply> replies = new CopyOnWriteArrayList<>();
  final List<Missing> missing = new CopyOnWriteArrayList<>();
  final List<Missing> unavailable = new CopyOnWriteArrayList<>();
  final List<SilentServer> silent = new CopyOnWriteArrayList<>();

  final List<AccountServices> services = new CopyOnWriteArrayList<>();
  final List<ApiErrors> apiErrors = new CopyOnWriteArrayList<>();

  @Override
  public void reply(Reply reply) {
    replies.add(reply);
  }

  @Override
  public void missing(ServerRef server, Section section, Status status, String detail) {
    missing.add(new Missing(server.name(), section, status, detail));
  }

  @Override
  public void unavailable(Section section, Status status, String detail) {
    unavailable.add(new Missing("", section, status, detail));
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

  List<Reply> of(Endpoint endpoint) {
    return replies.stream().filter(reply -> reply.endpoint() == endpoint).toList();
  }

  List<String> bodies(Endpoint endpoint) {
    return of(endpoint).stream()
        .map(reply -> new String(reply.body(), StandardCharsets.UTF_8))
        .toList();
  }

  Set<String> servers(Endpoint endpoint) {
    return of(endpoint).stream()
        .map(reply -> reply.server().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> accounts(Endpoint endpoint) {
    return of(endpoint).stream()
        .map(reply -> String.valueOf(reply.account()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
