// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Lists the accounts that use JetStream on a server, page by page. */
final class JetStreamAccounts {

  private static final int MAX_ACCOUNTS = 1 << 20;

  private final ServerChannel channel;
  private final Set<Section> sections;

  JetStreamAccounts(ServerChannel channel, Set<Section> sections) {
    this.channel = channel;
    this.sections = sections;
  }

  /** The ids of the accounts; what could not be listed is missing in all sections. */
  Set<String> list() throws InterruptedException {
    Set<String> accounts = new LinkedHashSet<>();
    long total = 0;
    int offset = 0;
    do {
      MonitoringRequest request = MonitoringRequest.jszAccounts(offset);
      byte[] body = channel.ask(request, sections);
      if (body == null) {
        return accounts;
      }
      if (sections.contains(Section.JSZ_STREAMS) || sections.contains(Section.JSZ_CONSUMERS)) {
        // What accounts use is in it, and where there are none it is the whole answer.
        channel.deliver(request, body);
      }
      JsonNode jsz = Json.payload(body, channel.asker().enveloped());
      if (jsz.isMissingNode()) {
        channel.missing(sections, Status.MALFORMED, "the list of accounts cannot be read");
        return accounts;
      }
      total = Math.max(total, jsz.path("accounts").asLong(0));
      JsonNode page = jsz.path("account_details");
      page.forEach(each -> add(accounts, each));
      if (page.isEmpty()) {
        break;
      }
      offset += MonitoringRequest.MAX_LIMIT;
    } while (offset < Math.min(total, MAX_ACCOUNTS));
    if (accounts.size() < total) {
      channel.missing(
          sections,
          Status.TRUNCATED,
          "the server listed " + accounts.size() + " of its " + total + " accounts");
    }
    return accounts;
  }

  private static void add(Set<String> accounts, JsonNode account) {
    String id = account.path("id").asString("");
    String key = id.isEmpty() ? account.path("name").asString("") : id;
    if (!key.isEmpty()) {
      accounts.add(key);
    }
  }
}
