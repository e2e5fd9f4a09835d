// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts of an operator on servers n1 and n2 of cluster C1, which tell everything. */
final class AccountSnapshots {

  private AccountSnapshots() {}

  static DeploymentBuilder deployment(Account... accounts) {
    return DeploymentBuilder.from(
        Snapshot.builder(Deployments.NOW)
            .servers(List.of(server("n1"), server("n2")))
            .accounts(List.of(accounts))
            .coverage(Coverage.builder().gathered(Section.values()).build())
            .build());
  }

  static Server server(String name) {
    ServerConfig config =
        Deployments.healthy().snapshot().servers().get(0).config().toBuilder()
            .operatorMode(true)
            .build();
    return Server.builder(name, name).cluster("C1").config(config).leafNodes(List.of()).build();
  }

  static Account.Builder account(String id) {
    return Account.builder(id).system(false).views(List.of(view("n1").build()));
  }

  /** A JWT that was signed an hour ago. */
  static AccountClaims.Builder claims(String id) {
    return AccountClaims.builder(id, Deployments.NOW.minus(Duration.ofHours(1)));
  }

  static AccountView.Builder view(String server) {
    return AccountView.builder(server).complete(true);
  }

  static AccountImport streamFrom(String source, String subject) {
    return imported("stream", source, subject, null);
  }

  static AccountImport imported(
      String type, String source, String subject, @Nullable String localSubject) {
    return new AccountImport(subject, source, type, localSubject, false, null);
  }

  static AccountImport invalid(AccountImport imported) {
    return new AccountImport(
        imported.subject(),
        imported.account(),
        imported.type(),
        imported.localSubject(),
        true,
        imported.token());
  }
}
