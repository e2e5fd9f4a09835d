// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Endpoint;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file in a folder says: {@code varz.json}, {@code
 * sys-CONNZ-closed.t10.json.gz}, {@code raftz-ACME.txt}.
 *
 * @param account label of the account in names of files
 * @param systemAccount whether it was answered over the system account, not over HTTP
 * @param later whether it is of the later of two snapshots
 * @param readable whether it is JSON, and no text in place of it
 */
record FolderFile(
    Endpoint endpoint,
    @Nullable String account,
    boolean systemAccount,
    boolean later,
    boolean readable) {

  private static final Pattern NAME =
      Pattern.compile("(?<stem>.+?)(?<later>\\.t10)?\\.(?:(?<json>json(?:\\.gz)?)|txt)");
  private static final Pattern OF_ACCOUNT =
      Pattern.compile("(?<what>accountz|raftz)-(?<account>.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ASKED_BY_ACCOUNT =
      Pattern.compile("ACCOUNT-(?<account>.+)-(?<what>INFO|STATZ)");
  private static final String SYSTEM_ACCOUNT = "sys-";

  private static final Map<String, Endpoint> ENDPOINTS =
      Map.ofEntries(
          Map.entry("statsz", Endpoint.STATSZ),
          Map.entry("varz", Endpoint.VARZ),
          Map.entry("healthz-details", Endpoint.HEALTHZ),
          Map.entry("jsz", Endpoint.JSZ),
          Map.entry("jsz-detail", Endpoint.JSZ_DETAIL),
          Map.entry("connz", Endpoint.CONNZ),
          Map.entry("connz-closed", Endpoint.CONNZ_CLOSED),
          Map.entry("routez", Endpoint.ROUTEZ),
          Map.entry("gatewayz", Endpoint.GATEWAYZ),
          Map.entry("leafz", Endpoint.LEAFZ),
          Map.entry("subsz", Endpoint.SUBSZ),
          Map.entry("accountz", Endpoint.ACCOUNTZ),
          Map.entry("accstatz", Endpoint.ACCSTATZ),
          Map.entry("raftz", Endpoint.RAFTZ));

  private static final Map<String, Endpoint> ENDPOINTS_OF_ACCOUNTS =
      Map.of(
          "accountz", Endpoint.ACCOUNT_INFO,
          "raftz", Endpoint.RAFTZ,
          "info", Endpoint.ACCOUNT_INFO,
          "statz", Endpoint.ACCSTATZ);

  /** Reads a name without its folder; null if it is none of an answer that is used. */
  static @Nullable FolderFile of(String name) {
    Matcher file = NAME.matcher(name);
    if (!file.matches()) {
      return null;
    }
    String stem = file.group("stem");
    boolean systemAccount = stem.startsWith(SYSTEM_ACCOUNT);
    String what = systemAccount ? stem.substring(SYSTEM_ACCOUNT.length()) : stem;
    Endpoint endpoint = ENDPOINTS.get(lower(what));
    String account = null;
    if (endpoint == null) {
      Matcher ofAccount = (systemAccount ? anyOf(what) : OF_ACCOUNT.matcher(what));
      if (!ofAccount.matches()) {
        return null;
      }
      endpoint = ENDPOINTS_OF_ACCOUNTS.get(lower(ofAccount.group("what")));
      account = ofAccount.group("account");
    }
    if (endpoint == null) {
      return null;
    }
    return new FolderFile(
        endpoint, account, systemAccount, file.group("later") != null, file.group("json") != null);
  }

  /** The endpoint of a request that got no answer, by the end of its subject; null for others. */
  static @Nullable Endpoint asked(String request) {
    return ENDPOINTS.get(lower(request.substring(request.lastIndexOf('.') + 1)));
  }

  private static Matcher anyOf(String what) {
    Matcher byAccount = ASKED_BY_ACCOUNT.matcher(what);
    return byAccount.matches() ? byAccount : OF_ACCOUNT.matcher(what);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
