// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An operator with accounts, for clusters that trust JWTs. It has a system account from the start.
 * Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class JwtOperator {

  private final NKey key = NKey.create(NKey.Owner.OPERATOR);
  private final String name;
  private final List<JwtAccount> accounts = new ArrayList<>();
  private final JwtAccount systemAccount;

  private JwtOperator(String name) {
    this.name = Objects.requireNonNull(name, "name");
    this.systemAccount = account(NatsCluster.SYSTEM_ACCOUNT).withoutJetStream();
  }

  /**
   * Makes an operator with new keys.
   *
   * @param name readable name
   * @return the operator
   */
  public static JwtOperator named(String name) {
    return new JwtOperator(name);
  }

  /**
   * Makes an account.
   *
   * @param account readable name
   * @return the account, whose limits can be set
   */
  public JwtAccount account(String account) {
    JwtAccount created = new JwtAccount(key, account);
    accounts.add(created);
    return created;
  }

  /**
   * The accounts.
   *
   * @return all accounts, the system account first
   */
  public List<JwtAccount> accounts() {
    return List.copyOf(accounts);
  }

  /**
   * The system account.
   *
   * @return the account SYS
   */
  public JwtAccount systemAccount() {
    return systemAccount;
  }

  /**
   * Signs the operator's token.
   *
   * @return the encoded JWT
   */
  public String jwt() {
    String claims =
        "{\"system_account\":\"%s\",\"type\":\"operator\",\"version\":2}"
            .formatted(systemAccount.id());
    return Jwt.sign(key, key.publicKey(), name, null, claims);
  }
}
