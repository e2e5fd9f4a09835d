// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Names;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Finds accounts that a server with replicas of their streams cannot use, because it lacks a JWT
 * that other servers have.
 *
 * @since 0.1
 */
public final class UnusableAccount implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACCOUNTS_101", "Account Unusable on Server")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.ACCOUNT)
          .requires(Section.ACCOUNT_INFO, Section.JSZ_STREAMS)
          .uses(Section.ACCOUNTZ)
          .causedBy("SERVER_016", EntityType.SERVER, "unusable_on")
          .remediation(
              "Push the account's JWT again with nsc push, and restart the named servers if their"
                  + " streams do not come back.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Map<String, SortedMap<String, List<String>>> lost = LostReplicas.byAccount(context.current());
    return context
        .accounts(Section.ACCOUNT_INFO, Section.JSZ_STREAMS)
        .judge(
            (account, verdict) -> {
              SortedMap<String, List<String>> streamsByServer = lost.get(account.id());
              if (streamsByServer != null) {
                judge(context, account, streamsByServer, verdict);
              }
            });
  }

  private static void judge(
      CheckContext context,
      Account account,
      SortedMap<String, List<String>> streamsByServer,
      Verdict<?> verdict) {
    AccountClaims claims = account.claims();
    if (claims == null) {
      verdict.notEvaluable(
          "server "
              + Display.name(streamsByServer.firstKey())
              + " cannot use it, but no server showed its JWT, which may have expired");
      return;
    }
    if (claims.expires() != null && !claims.expires().isAfter(context.now())) {
      return;
    }
    List<String> streams =
        streamsByServer.values().stream().flatMap(List::stream).distinct().sorted().toList();
    verdict
        .finding()
        .observed("unusable_servers", streamsByServer.size(), "servers")
        .limit("most_allowed", 0, "servers")
        .with("unusable_on", streamsByServer.keySet())
        .with("stream_names", streams)
        .with("usable_on", usableOn(context, account))
        .with("expires", claims.expires())
        .message(
            "cannot be used on %s, which should hold replicas of %s of it: the JWT is missing there",
            Names.listed(streamsByServer.keySet()), Display.count(streams.size(), "stream"));
  }

  private static List<String> usableOn(CheckContext context, Account account) {
    return account.views().stream()
        .filter(AccountView::complete)
        .map(view -> Names.ofServer(context.current(), view.serverId()))
        .toList();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The server was started without the account's JWT. It serves none of the account's \
            streams, turns its clients away, and says that it is healthy. The streams have lost a \
            replica: one more server that fails can cost their quorum.""")
        .cause(
            "The JWT was deleted from the resolvers while servers still had it in memory, and this server was restarted since.")
        .cause("The resolver folder of this server was lost or not mounted.")
        .cause("A MEMORY resolver of which the preload lacks the account.")
        .cause("A resolver URL that this server could not reach when it started.")
        .diagnose(
            "Ask all servers what they hold: a server without the JWT says expired and not complete.",
            "nats req '$SYS.REQ.ACCOUNT.ACCOUNT_ID.INFO' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.expired, .data.complete, .data.jwt != null]'")
        .diagnose(
            "Ask the server's health for this one account.",
            "curl -s 'http://HOST:8222/healthz?details=1&account=ACCOUNT_ID'")
        .diagnose(
            "See which replicas are not current; ask the server that leads the streams.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT_ID&streams=1' | jq '.account_details[].stream_detail[] | {name, replicas: .cluster.replicas}'")
        .diagnose("See when the JWT that you hold expires.", "nsc describe account ACCOUNT_NAME")
        .fix("Push the JWT again: nsc push -a ACCOUNT_NAME.")
        .fix(
            "If its streams do not come back (SERVER_015, \"group node missing\"), restart the named server.")
        .fix("MEMORY resolver: add the account to resolver_preload and reload the server.")
        .question(
            "Why does the server say that it is healthy?",
            "It heard of the account from its peers and keeps a place for it, which counts as expired. From 2.12.14 and"
                + " 2.14.4 on the health endpoint passes over expired accounts.")
        .question(
            "How does it differ from EXPIRY_002?",
            "If the JWT has really expired, all servers refuse the account, and only EXPIRY_002 speaks.")
        .limit(
            "A server that has heard of the account and holds none of its replicas is not reported: it gets the JWT when the first client comes.")
        .limit(
            "A stream with its only replica on the named server is seen by nobody. If the account has no other streams, nothing is found.")
        .limit(
            "A server that has not even heard of the account answers that there is none. SERVER_016 finds it.")
        .limit(
            "A server that has just been started can be in this state for some seconds, until a peer has sent it the JWT.")
        .related("SERVER_016", "The same state where the health endpoint tells of it.")
        .related("SERVER_015", "The JWT is back, and streams are still missing.")
        .related("EXPIRY_002", "The JWT has really expired.")
        .build();
  }
}
