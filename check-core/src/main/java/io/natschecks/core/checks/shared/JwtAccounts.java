// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts of an operator, which have a JWT. Those of configuration files have none. */
public final class JwtAccounts {

  /**
   * The account of clients without one. It has no JWT, and is there wherever accounts come from
   * configuration files, needed or not.
   */
  public static final String GLOBAL = "$G";

  private JwtAccounts() {}

  /** Judges an account by its claims. */
  @FunctionalInterface
  public interface Judge {

    /**
     * Judges.
     *
     * @param account the account
     * @param claims the claims of its JWT
     * @param verdict what is said of it
     */
    void judge(Account account, AccountClaims claims, Verdict<?> verdict);
  }

  /**
   * Judges all accounts of an operator. Where a JWT is not known the account is listed as not
   * evaluable; accounts of configuration files are left out.
   *
   * @param context what is known
   * @param judge judges one
   * @param sections the sections that the verdicts rest on
   * @return findings, counts and gaps
   */
  public static CheckResult judge(CheckContext context, Judge judge, Section... sections) {
    Set<String> operated = operated(context.current());
    return context
        .accounts(sections)
        .where(account -> account.claims() != null || mayHaveJwt(account, operated))
        .judge(
            (account, verdict) -> {
              AccountClaims claims = account.claims();
              if (claims == null) {
                verdict.notEvaluable("no server showed its JWT");
              } else {
                judge.judge(account, claims, verdict);
              }
            });
  }

  /**
   * Says whether the accounts of a deployment can come from an operator.
   *
   * @param snapshot the deployment
   * @return true if a server says so, or does not say
   */
  public static boolean areIn(Snapshot snapshot) {
    return !operated(snapshot).isEmpty();
  }

  /** An account that no server describes can come from any of them. */
  private static boolean mayHaveJwt(Account account, Collection<String> operated) {
    Set<String> servers =
        Stream.concat(
                account.views().stream().map(AccountView::serverId),
                account.statistics().stream().map(AccountStatistics::serverId))
            .collect(Collectors.toSet());
    return !account.id().equals(GLOBAL)
        && (servers.isEmpty()
            ? !operated.isEmpty()
            : servers.stream().anyMatch(operated::contains));
  }

  private static Set<String> operated(Snapshot snapshot) {
    return snapshot.servers().stream()
        .filter(server -> server.config() == null || server.config().operatorMode())
        .map(Server::id)
        .collect(Collectors.toSet());
  }
}
