// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The servers to connect to.
 *
 * @param urls addresses without secrets, so that they can be shown and logged
 * @param userInfo user and password, or a token, that one of them held; null without
 */
record ServerAddresses(List<String> urls, @Nullable String userInfo) {

  private static final Set<String> SCHEMES = Set.of("nats", "tls", "ws", "wss");

  /** Reads addresses that are separated by commas. */
  static ServerAddresses parse(String text) {
    List<String> urls = new ArrayList<>();
    String userInfo = null;
    for (String part : text.split(",", -1)) {
      String address = part.strip();
      if (address.isEmpty()) {
        throw CliException.usage("An address of a server is empty");
      }
      int scheme = address.indexOf("://");
      int rest = scheme < 0 ? 0 : scheme + 3;
      int at = address.lastIndexOf('@');
      if (at >= rest) {
        userInfo = onlyOne(userInfo, address.substring(rest, at));
      }
      urls.add(
          checked(
              (scheme < 0 ? "nats" : address.substring(0, scheme))
                  + "://"
                  + address.substring(Math.max(rest, at + 1))));
    }
    return new ServerAddresses(List.copyOf(urls), userInfo);
  }

  private static String onlyOne(@Nullable String before, String userInfo) {
    if (before != null && !before.equals(userInfo)) {
      throw CliException.usage("The addresses of the servers hold different credentials");
    }
    return userInfo;
  }

  private static String checked(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, in the same words.
    }
    throw CliException.usage("'" + url + "' is not an address such as nats://127.0.0.1:4222");
  }

  boolean wantTls() {
    return urls.stream().anyMatch(url -> url.startsWith("tls:") || url.startsWith("wss:"));
  }

  /** Who the addresses say to be. */
  @Nullable Login login() {
    if (userInfo == null) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? Login.token(decoded(userInfo))
        : Login.password(
            decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
