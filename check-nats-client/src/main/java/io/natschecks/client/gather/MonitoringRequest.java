// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A monitoring request. Every request is made here and nowhere else, because a negative or a huge
 * number in one ends the process of servers before 2.11: limits stay within 1 and {@value
 * #MAX_LIMIT}, offsets within 0 and {@value #MAX_OFFSET}.
 */
final class MonitoringRequest {

  static final int MAX_LIMIT = 4096;
  static final int MAX_OFFSET = 1 << 30;

  private static final JsonFactory JSON = new JsonFactory();

  private enum Scope {
    SERVER,
    ACCOUNT
  }

  /** An option by its name over the system account and over HTTP. */
  private record Option(String json, String query, Object value) {}

  private final Endpoint endpoint;
  private final Scope scope;
  private final String verb;
  private final String path;
  private final @Nullable String account;
  private final int page;
  private final List<Option> options = new ArrayList<>();

  private MonitoringRequest(
      Endpoint endpoint,
      Scope scope,
      String verb,
      String path,
      @Nullable String account,
      int page) {
    this.endpoint = endpoint;
    this.scope = scope;
    this.verb = verb;
    this.path = path;
    this.account = account;
    this.page = page;
  }

  private static MonitoringRequest server(Endpoint endpoint, String verb, String path) {
    return new MonitoringRequest(endpoint, Scope.SERVER, verb, path, null, 0);
  }

  static MonitoringRequest statsz() {
    return server(Endpoint.STATSZ, "STATSZ", "/varz");
  }

  static MonitoringRequest varz() {
    return server(Endpoint.VARZ, "VARZ", "/varz");
  }

  static MonitoringRequest healthz() {
    return server(Endpoint.HEALTHZ, "HEALTHZ", "/healthz").flag("details", "details");
  }

  static MonitoringRequest routez() {
    return server(Endpoint.ROUTEZ, "ROUTEZ", "/routez");
  }

  static MonitoringRequest gatewayz(boolean accounts) {
    MonitoringRequest request = server(Endpoint.GATEWAYZ, "GATEWAYZ", "/gatewayz");
    return accounts ? request.flag("accounts", "accs") : request;
  }

  static MonitoringRequest leafz(boolean subscriptions) {
    MonitoringRequest request = server(Endpoint.LEAFZ, "LEAFZ", "/leafz");
    return subscriptions ? request.flag("subscriptions", "subs") : request;
  }

  static MonitoringRequest subsz() {
    return server(Endpoint.SUBSZ, "SUBSZ", "/subsz");
  }

  static MonitoringRequest accountz() {
    return server(Endpoint.ACCOUNTZ, "ACCOUNTZ", "/accountz");
  }

  /** One account as every server sees it. */
  static MonitoringRequest accountInfo(String account) {
    MonitoringRequest request =
        new MonitoringRequest(
            Endpoint.ACCOUNT_INFO, Scope.ACCOUNT, "INFO", "/accountz", account, 0);
    request.options.add(new Option("", "acc", account));
    return request;
  }

  static MonitoringRequest accstatz() {
    return new MonitoringRequest(Endpoint.ACCSTATZ, Scope.ACCOUNT, "STATZ", "/accstatz", null, 0)
        .flag("include_unused", "unused");
  }

  static MonitoringRequest jsz() {
    return server(Endpoint.JSZ, "JSZ", "/jsz");
  }

  /** The accounts that use JetStream on a server, without their streams. */
  static MonitoringRequest jszAccounts(int offset) {
    int first = clampOffset(offset);
    return new MonitoringRequest(
            Endpoint.JSZ_DETAIL, Scope.SERVER, "JSZ", "/jsz", null, first / MAX_LIMIT)
        .flag("accounts", "accounts")
        .number("offset", first)
        .number("limit", MAX_LIMIT);
  }

  /**
   * The streams of an account.
   *
   * @param consumers whether consumers come with them
   * @param config whether configurations come with both
   * @param page tells apart requests for the same account
   */
  static MonitoringRequest jszDetail(String account, boolean consumers, boolean config, int page) {
    MonitoringRequest request =
        new MonitoringRequest(
            Endpoint.JSZ_DETAIL, Scope.SERVER, "JSZ", "/jsz", account, Math.max(0, page));
    request.option("account", "acc", account).flag("streams", "streams").flag("raft", "raft");
    if (consumers) {
      request.flag("consumer", "consumers");
    }
    return config ? request.flag("config", "config") : request;
  }

  /**
   * Some open connections, in the order in which they were opened.
   *
   * @param page tells apart requests to the same server
   */
  static MonitoringRequest connz(int page, int offset, int limit, boolean subscriptions) {
    MonitoringRequest request =
        openConnections(page)
            .option("sort", "sort", "cid")
            .number("offset", clampOffset(offset))
            .number("limit", clampLimit(limit));
    return subscriptions ? request.flag("subscriptions", "subs") : request;
  }

  /** One open connection with its subscriptions. */
  static MonitoringRequest connection(int page, long cid) {
    return openConnections(page)
        .option("cid", "cid", Math.max(1, cid))
        .number("limit", 1)
        .flag("subscriptions", "subs");
  }

  /** The open connections with the most subscriptions, without these. */
  static MonitoringRequest mostSubscriptions(int limit) {
    return server(Endpoint.CONNZ, "CONNZ", "/connz")
        .option("sort", "sort", "subs")
        .number("limit", clampLimit(limit));
  }

  private static MonitoringRequest openConnections(int page) {
    return new MonitoringRequest(
            Endpoint.CONNZ, Scope.SERVER, "CONNZ", "/connz", null, Math.max(0, page))
        .flag("auth", "auth");
  }

  /** The connections closed last. */
  static MonitoringRequest connzClosed(int limit) {
    MonitoringRequest request =
        server(Endpoint.CONNZ_CLOSED, "CONNZ", "/connz")
            .option("sort", "sort", "stop")
            .flag("auth", "auth")
            .number("limit", clampLimit(limit));
    request.options.add(new Option("state", "", 1));
    request.options.add(new Option("", "state", "closed"));
    return request;
  }

  /** The meta group. */
  static MonitoringRequest metaRaftz() {
    return server(Endpoint.RAFTZ, "RAFTZ", "/raftz");
  }

  /** The Raft groups of an account. */
  static MonitoringRequest raftz(String account) {
    return new MonitoringRequest(Endpoint.RAFTZ, Scope.SERVER, "RAFTZ", "/raftz", account, 0)
        .option("account", "acc", account);
  }

  private static int clampLimit(int limit) {
    return Math.max(1, Math.min(MAX_LIMIT, limit));
  }

  private static int clampOffset(long offset) {
    return (int) Math.max(0, Math.min(MAX_OFFSET, offset));
  }

  private MonitoringRequest option(String json, String query, Object value) {
    options.add(new Option(json, query, value));
    return this;
  }

  private MonitoringRequest flag(String json, String query) {
    return option(json, query, true);
  }

  private MonitoringRequest number(String name, int value) {
    return option(name, name, value);
  }

  Endpoint endpoint() {
    return endpoint;
  }

  @Nullable String account() {
    return account;
  }

  int page() {
    return page;
  }

  /** Whether the account can be written in a subject, where the subject holds it. */
  boolean isSendable() {
    return scope == Scope.SERVER || account == null || Tokens.isToken(account);
  }

  /** The subject that all servers answer. */
  String subject() {
    if (scope == Scope.SERVER) {
      return "$SYS.REQ.SERVER.PING." + verb;
    }
    if (!isSendable()) {
      throw new IllegalStateException("not a token of a subject");
    }
    return "$SYS.REQ.ACCOUNT." + (account == null ? "PING" : account) + "." + verb;
  }

  /** The subject that one server answers; requests for accounts have none, so all are asked. */
  String subject(ServerRef server) {
    return scope == Scope.SERVER ? "$SYS.REQ.SERVER." + server.id() + "." + verb : subject();
  }

  /** The options as the system account takes them. */
  byte[] body() {
    return json(null);
  }

  /** The options for one server: requests for accounts are told which one is meant. */
  byte[] body(ServerRef server) {
    return json(scope == Scope.SERVER ? null : server.name());
  }

  private byte[] json(@Nullable String serverName) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      for (Option option : options) {
        if (!option.json.isEmpty()) {
          json.writeName(option.json);
          if (option.value instanceof Boolean flag) {
            json.writeBoolean(flag);
          } else if (option.value instanceof Number number) {
            json.writeNumber(number.longValue());
          } else {
            json.writeString(option.value.toString());
          }
        }
      }
      if (serverName != null) {
        json.writeStringProperty("server_name", serverName);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Path and options as the monitoring port takes them. */
  String pathAndQuery() {
    StringBuilder text = new StringBuilder(path);
    char separator = '?';
    for (Option option : options) {
      if (!option.query.isEmpty()) {
        String value = option.value instanceof Boolean ? "1" : option.value.toString();
        text.append(separator)
            .append(option.query)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        separator = '&';
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return endpoint + (account == null ? "" : " of account " + account);
  }
}
