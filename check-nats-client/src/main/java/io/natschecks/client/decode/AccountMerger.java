// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Joins what servers say of accounts, whoever mentions one. */
final class AccountMerger {

  private static final Comparator<ApiStatistics> BY_USE =
      Comparator.comparingLong(ApiStatistics::total)
          .thenComparingLong(ApiStatistics::errors)
          .thenComparingLong(ApiStatistics::inflight);

  private static final class Draft {
    final Map<String, AccountView> views = new TreeMap<>();
    final Map<String, AccountStatistics> statistics = new TreeMap<>();
    @Nullable String name;
    @Nullable AccountClaims claims;
    final Map<String, AccountJetStream> jetStream = new TreeMap<>();

    /** Keeps the smallest name where servers know several. */
    void named(String id, @Nullable String other) {
      if (other != null && !other.equals(id) && (name == null || other.compareTo(name) < 0)) {
        name = other;
      }
    }
  }

  private final Map<String, Draft> drafts = new HashMap<>();
  private final Set<String> systemAccounts = new HashSet<>();

  private Draft draft(String id) {
    return drafts.computeIfAbsent(id, key -> new Draft());
  }

  void systemAccount(@Nullable String id) {
    if (id != null) {
      systemAccounts.add(id);
    }
  }

  void add(AccountDecoder.Loaded loaded) {
    systemAccount(loaded.systemAccount());
    loaded.accounts().forEach(this::draft);
  }

  void add(AccountDecoder.Detail detail) {
    Draft draft = draft(detail.account());
    draft.named(detail.account(), detail.name());
    draft.views.put(detail.view().serverId(), detail.view());
    if (detail.system()) {
      systemAccount(detail.account());
    }
    AccountClaims claims = detail.claims();
    if (claims != null
        && (draft.claims == null || claims.issuedAt().isAfter(draft.claims.issuedAt()))) {
      draft.claims = claims;
    }
  }

  void add(AccstatzDecoder.Entry entry) {
    Draft draft = draft(entry.account());
    draft.named(entry.account(), entry.name());
    draft.statistics.put(entry.statistics().serverId(), entry.statistics());
  }

  void add(JszDecoder.AccountDetail detail) {
    Draft draft = draft(detail.id());
    draft.named(detail.id(), detail.name());
    AccountJetStream usage = detail.usage();
    draft.jetStream.merge(
        usage.domain() == null ? "" : usage.domain(), usage, AccountMerger::greater);
  }

  void add(List<Connection> connections) {
    String last = "";
    for (Connection connection : connections) {
      String account = connection.account();
      if (account != null && !account.equals(last)) {
        draft(account).named(account, connection.nameTag());
        last = account;
      }
    }
  }

  /** Usage is that of the whole domain, and servers are late in hearing of it, never early. */
  private static AccountJetStream greater(AccountJetStream one, AccountJetStream other) {
    return new AccountJetStream(
        one.domain(),
        Math.max(one.memory(), other.memory()),
        Math.max(one.storage(), other.storage()),
        greater(one.memoryLimit(), other.memoryLimit()),
        greater(one.storageLimit(), other.storageLimit()),
        BY_USE.compare(one.api(), other.api()) >= 0 ? one.api() : other.api());
  }

  private static Limit greater(Limit one, Limit other) {
    return other.isUnlimited()
            || (!one.isUnlimited() && other.value().orElse(0) > one.value().orElse(0))
        ? other
        : one;
  }

  List<Account> merge() {
    systemAccounts.forEach(this::draft);
    List<Account> accounts = new ArrayList<>(drafts.size());
    drafts.forEach(
        (id, draft) -> {
          if (draft.claims != null && draft.claims.name() != null) {
            draft.name = null;
            draft.named(id, draft.claims.name());
          }
          accounts.add(
              new Account(
                  id,
                  draft.name,
                  systemAccounts.isEmpty() ? null : systemAccounts.contains(id),
                  draft.claims,
                  List.copyOf(draft.views.values()),
                  List.copyOf(draft.statistics.values()),
                  List.copyOf(draft.jetStream.values())));
        });
    return accounts;
  }
}
