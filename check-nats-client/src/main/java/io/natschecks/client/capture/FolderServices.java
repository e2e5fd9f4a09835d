// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.capture.FolderIndex.Request;
import io.natschecks.client.decode.ServiceInfoDecoder;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ServiceInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What micro services of accounts answered: {@code acme-srv-info-shop-quote.json}. */
final class FolderServices {

  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?(?<account>[^/]+?)-srv-info(?:-[^/]*)?\\.json(?:\\.gz)?");

  private final Map<String, List<ServiceInfo>> services = new TreeMap<>();
  private final Map<String, Entry> outcomes = new TreeMap<>();
  private final ServiceInfoDecoder decoder = new ServiceInfoDecoder();
  private final FolderContents contents;

  private FolderServices(FolderContents contents) {
    this.contents = contents;
  }

  static List<AccountServices> read(FolderIndex index, FolderContents contents) {
    FolderServices read = new FolderServices(contents);
    for (Request request : index.requests()) {
      String path = request.file();
      Matcher name = NAME.matcher(path == null ? "" : path);
      if (path != null && name.matches()) {
        read.add(String.valueOf(index.accountId(name.group("account"))), path);
      }
    }
    return read.all();
  }

  private void add(String account, String path) {
    List<ServiceInfo> known = services.computeIfAbsent(account, key -> new ArrayList<>());
    try {
      ServiceInfo info = decoder.decode(contents.read(path));
      if (info != null) {
        known.add(info);
        return;
      }
      lack(account, path + " cannot be read");
    } catch (IOException e) {
      lack(account, "cannot read " + path + ": " + e.getMessage());
    }
  }

  private void lack(String account, String detail) {
    outcomes.putIfAbsent(account, new Entry(Status.MALFORMED, detail));
  }

  private List<AccountServices> all() {
    List<AccountServices> all = new ArrayList<>();
    services.forEach(
        (account, known) ->
            all.add(
                new AccountServices(
                    account, outcomes.getOrDefault(account, Entry.GATHERED), known)));
    return all;
  }
}
