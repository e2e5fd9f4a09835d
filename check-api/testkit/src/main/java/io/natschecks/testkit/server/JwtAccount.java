// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account of a {@link JwtOperator}. All its limits are unlimited until set, JetStream included.
 * Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class JwtAccount {

  /** Permissions without a limit. */
  private static final String ALL = "{}";

  private final NKey operator;
  private final NKey key = NKey.create(NKey.Owner.ACCOUNT);
  private final String name;
  private final Map<String, Long> limits = new LinkedHashMap<>();
  private final Map<String, Long> tiers = new TreeMap<>();
  private final List<String> exports = new ArrayList<>();
  private final List<String> imports = new ArrayList<>();
  private @Nullable Instant expires;

  JwtAccount(NKey operator, String name) {
    this.operator = operator;
    this.name = Objects.requireNonNull(name, "name");
    for (String limit :
        new String[] {
          "subs",
          "data",
          "payload",
          "imports",
          "exports",
          "conn",
          "leaf",
          "streams",
          "consumer",
          "mem_storage",
          "disk_storage"
        }) {
      limits.put(limit, -1L);
    }
  }

  /**
   * The readable name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The public key, which is the id of the account.
   *
   * @return a text of 56 characters that starts with A
   */
  public String id() {
    return key.publicKey();
  }

  /**
   * Sets a limit by its name in the claims.
   *
   * @param claim such as conn, leaf, subs, payload, mem_storage
   * @param value the limit; -1 for none
   * @return this account
   */
  public JwtAccount limit(String claim, long value) {
    limits.put(claim, value);
    return this;
  }

  /**
   * Limits the disk of streams with so many replicas, in place of one limit for all.
   *
   * @param tier such as R1 or R3
   * @param diskStorage bytes; -1 for no limit
   * @return this account
   */
  public JwtAccount tier(String tier, long diskStorage) {
    tiers.put(tier, diskStorage);
    return limit("mem_storage", 0).limit("disk_storage", 0);
  }

  /**
   * Sets when the token expires.
   *
   * @param value the time; null for never
   * @return this account
   */
  public JwtAccount expires(@Nullable Instant value) {
    this.expires = value;
    return this;
  }

  /**
   * Exports a subject.
   *
   * @param type stream or service
   * @param subject the subject
   * @param tokenRequired whether importers need an activation token
   * @return this account
   */
  public JwtAccount export(String type, String subject, boolean tokenRequired) {
    exports.add(
        "{\"name\":\"%s\",\"subject\":\"%s\",\"type\":\"%s\"%s}"
            .formatted(subject, subject, type, tokenRequired ? ",\"token_req\":true" : ""));
    return this;
  }

  /**
   * Imports a subject of another account, without an activation token.
   *
   * @param type stream or service
   * @param exporter id of the exporting account
   * @param subject the subject there
   * @param localSubject the subject here
   * @return this account
   */
  public JwtAccount importFrom(String type, String exporter, String subject, String localSubject) {
    imports.add(
        "{\"name\":\"%s\",\"subject\":\"%s\",\"account\":\"%s\",\"type\":\"%s\",\"local_subject\":\"%s\"}"
            .formatted(subject, subject, exporter, type, localSubject));
    return this;
  }

  /** Turns JetStream off, as the system account needs it. */
  JwtAccount withoutJetStream() {
    return limit("mem_storage", 0)
        .limit("disk_storage", 0)
        .limit("streams", 0)
        .limit("consumer", 0);
  }

  /**
   * Signs the account's token as it is now.
   *
   * @return the encoded JWT
   */
  public String jwt() {
    String all =
        limits.entrySet().stream()
            .map(limit -> "\"" + limit.getKey() + "\":" + limit.getValue())
            .collect(Collectors.joining(","));
    String tiered =
        tiers.entrySet().stream()
            .map(
                tier ->
                    "\"%s\":{\"mem_storage\":-1,\"disk_storage\":%d,\"streams\":-1,\"consumer\":-1}"
                        .formatted(tier.getKey(), tier.getValue()))
            .collect(Collectors.joining(","));
    String claims =
        "{\"limits\":{%s,\"tiered_limits\":{%s},\"wildcards\":true},\"default_permissions\":{\"pub\":{},\"sub\":{}},\"exports\":[%s],\"imports\":[%s],\"type\":\"account\",\"version\":2}"
            .formatted(all, tiered, String.join(",", exports), String.join(",", imports));
    return Jwt.sign(operator, id(), name, expires, claims);
  }

  /**
   * Makes a user with all permissions.
   *
   * @param user name of the user
   * @return the content of a credentials file
   */
  public String credentials(String user) {
    return credentials(user, ALL, ALL, "");
  }

  /**
   * Makes a user who may do no more than what is listed.
   *
   * @param user name of the user
   * @param publish subjects that the user may publish to; none if it is empty
   * @param subscribe subjects that the user may subscribe to; none if it is empty
   * @return the content of a credentials file
   */
  public String credentials(String user, List<String> publish, List<String> subscribe) {
    return credentials(user, only(publish), only(subscribe), "");
  }

  private static String only(List<String> subjects) {
    String effect = subjects.isEmpty() ? "deny" : "allow";
    return (subjects.isEmpty() ? List.of(">") : subjects)
        .stream()
            .map(subject -> '"' + subject + '"')
            .collect(Collectors.joining(",", "{\"" + effect + "\":[", "]}"));
  }

  /**
   * Makes a user with all permissions whose JWT is a bearer token: it logs in without the signature
   * for which the seed is here.
   *
   * @param user name of the user
   * @return the content of a credentials file
   */
  public String bearerCredentials(String user) {
    return credentials(user, ALL, ALL, "\"bearer_token\":true,");
  }

  private String credentials(String user, String publish, String subscribe, String claim) {
    NKey userKey = NKey.create(NKey.Owner.USER);
    String claims =
        "{\"pub\":%s,\"sub\":%s,\"subs\":-1,\"data\":-1,\"payload\":-1,%s\"type\":\"user\",\"version\":2}"
            .formatted(publish, subscribe, claim);
    return """
        -----BEGIN NATS USER JWT-----
        %s
        ------END NATS USER JWT------

        -----BEGIN USER NKEY SEED-----
        %s
        ------END USER NKEY SEED------
        """
        .formatted(Jwt.sign(key, userKey.publicKey(), user, null, claims), userKey.seed());
  }
}
