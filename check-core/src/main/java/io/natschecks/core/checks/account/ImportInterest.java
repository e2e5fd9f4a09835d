// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.AwaitedSubjects;
import io.natschecks.core.checks.shared.JwtAccounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stream imports of an account, and who in the account subscribes to them. */
final class ImportInterest {

  private final Map<List<String>, AccountImport> imports = new LinkedHashMap<>();
  private final AwaitedSubjects unread = new AwaitedSubjects();
  private long subscriptions;
  private @Nullable String unseen;

  private ImportInterest() {}

  /** Gives the accounts with stream imports that do not come from the system account. */
  static Map<String, ImportInterest> byAccount(CheckContext context) {
    Snapshot snapshot = context.current();
    Map<String, ImportInterest> interests = new HashMap<>();
    for (Account account : snapshot.accounts()) {
      if (!Boolean.TRUE.equals(account.system())) {
        ImportInterest interest = new ImportInterest();
        account.views().forEach(view -> interest.await(view, snapshot));
        if (!interest.imports.isEmpty()) {
          interests.put(account.id(), interest);
        }
      }
    }
    if (!interests.isEmpty()) {
      connections(snapshot, interests);
      leafNodes(snapshot, interests);
      streams(snapshot, interests);
    }
    return interests;
  }

  private void await(AccountView view, Snapshot snapshot) {
    for (AccountImport imported : view.imports()) {
      Account source = snapshot.account(imported.account());
      boolean fromSystem = source != null && Boolean.TRUE.equals(source.system());
      if (imported.type().equals("stream") && !imported.invalid() && !fromSystem) {
        imports.putIfAbsent(List.of(target(imported), imported.account()), imported);
        unread.await(target(imported));
      }
    }
  }

  /** The subject that the account itself sees. */
  static String target(AccountImport imported) {
    String local = imported.localSubject();
    return local == null || local.isEmpty() ? imported.subject() : local;
  }

  private static void connections(Snapshot snapshot, Map<String, ImportInterest> interests) {
    boolean allAreKnown = true;
    for (Connection connection : snapshot.connections()) {
      String account = connection.account();
      List<String> subjects = connection.subjects();
      if (account != null) {
        ImportInterest interest = interests.get(account);
        if (interest != null) {
          interest.see(subjects, connection.subscriptions(), "a connection");
        }
      } else if (subjects == null ? connection.subscriptions() > 0 : !subjects.isEmpty()) {
        allAreKnown = false;
      }
    }
    if (!allAreKnown) {
      interests.values().forEach(each -> each.unseen = "the account of a connection is not known");
    }
  }

  private static void leafNodes(Snapshot snapshot, Map<String, ImportInterest> interests) {
    for (Server server : snapshot.servers()) {
      List<LeafNode> leafNodes = server.leafNodes();
      for (LeafNode leafNode : leafNodes == null ? List.<LeafNode>of() : leafNodes) {
        String account = leafNode.account();
        ImportInterest interest = interests.get(account == null ? JwtAccounts.GLOBAL : account);
        if (interest != null) {
          interest.see(leafNode.subjects(), leafNode.subscriptions(), "a leaf node");
        }
      }
    }
  }

  /** JetStream subscribes to the subjects of its streams with clients of its own. */
  private static void streams(Snapshot snapshot, Map<String, ImportInterest> interests) {
    for (Stream stream : snapshot.streams()) {
      ImportInterest interest = interests.get(stream.id().account());
      if (interest == null) {
        continue;
      }
      StreamConfig config = stream.config();
      interest.see(config == null ? null : config.subjects(), 1, "a stream");
      if (config != null && copiesFromElsewhere(config)) {
        interest.unseen = "JetStream may subscribe to it for a mirror or source of another account";
      }
    }
  }

  private static boolean copiesFromElsewhere(StreamConfig config) {
    return (config.mirror() != null && config.mirror().externalApi() != null)
        || config.sources().stream().anyMatch(source -> source.externalApi() != null);
  }

  private void see(@Nullable List<String> subjects, long held, String holder) {
    if (subjects != null) {
      subscriptions += subjects.size();
      subjects.forEach(unread::meet);
    } else if (held > 0) {
      unseen = "what " + holder + " subscribes to is not known";
    }
  }

  /** The imports, one for each source account and subject that the account sees. */
  Collection<AccountImport> imports() {
    return imports.values();
  }

  boolean isUnread(AccountImport imported) {
    return unread.isWaiting(target(imported));
  }

  /** How many subscriptions of the account were looked at. */
  long subscriptions() {
    return subscriptions;
  }

  /** Why there may be interest that nobody shows; null if there is no sign of that. */
  @Nullable String unseen() {
    return unseen;
  }
}
