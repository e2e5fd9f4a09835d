// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes ACCOUNTZ: the list of accounts, and one account in detail. */
final class AccountDecoder {

  /**
   * The accounts of a server.
   *
   * @param systemAccount id of the system account; null if not told
   * @param accounts ids of the accounts
   */
  record Loaded(@Nullable String systemAccount, List<String> accounts) {}

  /**
   * One account.
   *
   * @param account account id
   * @param name readable name; null if it has none
   * @param system whether it is the system account
   * @param claims claims of its JWT; null if it has none or they cannot be read
   * @param view what the server says of it
   */
  record Detail(
      String account,
      @Nullable String name,
      boolean system,
      @Nullable AccountClaims claims,
      AccountView view) {}

  private final Json json;
  private final String serverId;

  AccountDecoder(Json json, String serverId) {
    this.json = json;
    this.serverId = serverId;
  }

  Loaded list() {
    String systemAccount = null;
    List<String> accounts = List.of();
    boolean answered = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "system_account" -> systemAccount = json.shared();
        case "accounts" -> accounts = json.texts();
        case "server_id", "now" -> {
          answered = true;
          json.skip();
        }
        default -> json.skip();
      }
    }
    json.require(answered || !accounts.isEmpty(), "accounts");
    return new Loaded(systemAccount, accounts);
  }

  /** Decodes an account, bare as over the system account or within the answer of ACCOUNTZ. */
  @Nullable Detail detail() {
    String account = null;
    String name = null;
    boolean system = false;
    String token = null;
    AccountClaims decoded = null;
    AccountView.Builder view = AccountView.builder(serverId);
    ImportsDecoder imports = new ImportsDecoder(json);
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "account_detail" -> {
          return last(detail());
        }
        case "account_name" -> account = json.shared();
        case "name_tag" -> name = json.shared();
        case "is_system" -> system = json.flag();
        case "complete" -> view.complete(json.flag());
        case "expired" -> view.expired(json.flag());
        case "jetstream_enabled" -> view.jetStream(json.flag());
        case "update_time" -> view.updated(json.time());
        case "client_connections" -> view.clientConnections(json.size());
        case "leafnode_connections" -> view.leafNodes(json.size());
        case "subscriptions" -> view.subscriptions(json.count());
        case "imports" -> view.imports(imports.imports());
        case "exports" -> view.exports(imports.exports());
        case "jwt" -> token = json.text();
        case "decoded_jwt" -> decoded = decodedJwt();
        default -> json.skip();
      }
    }
    json.require(account != null, "account_name");
    if (account == null || json.isFaulty()) {
      return null;
    }
    return new Detail(account, name, system, claims(decoded, token), view.build());
  }

  private @Nullable Detail last(@Nullable Detail detail) {
    for (String field = json.next(); field != null; field = json.next()) {
      json.skip();
    }
    return detail;
  }

  /** Reads the claims as the server decoded them; odd ones leave the token to be tried. */
  private @Nullable AccountClaims decodedJwt() {
    String outer = json.takeFault();
    AccountClaims claims = AccountClaimsDecoder.decode(json);
    boolean odd = json.takeFault() != null;
    json.fault(outer);
    return odd ? null : claims;
  }

  private @Nullable AccountClaims claims(@Nullable AccountClaims decoded, @Nullable String token) {
    if (token == null) {
      return decoded;
    }
    AccountClaims claims =
        decoded == null
            ? Jwt.claims(token, json.interner(), AccountClaimsDecoder::decode)
            : decoded;
    return claims == null ? null : claims.toBuilder().size(token.length()).build();
  }
}
