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
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Usage;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Finds accounts that may fill memory and disk of the JetStream servers without a limit.
 *
 * @since 0.1
 */
public final class UnlimitedJetStreamAccount implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_008", "Unlimited JetStream Account")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.ACCOUNT)
          .requires(Section.JSZ_STREAMS)
          .uses(Section.ACCOUNTZ)
          .remediation(
              "Set memory and disk limits for the account: what it uses now, and head-room.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context
        .accounts(Section.JSZ_STREAMS)
        .where(account -> !Boolean.TRUE.equals(account.system()) && !account.jetStream().isEmpty())
        .judge(UnlimitedJetStreamAccount::judge);
  }

  private static void judge(Account account, Verdict<?> verdict) {
    List<AccountJetStream> unlimited =
        account.jetStream().stream()
            .filter(use -> use.memoryLimit().isUnlimited() && use.storageLimit().isUnlimited())
            .toList();
    if (unlimited.isEmpty()) {
      return;
    }
    List<String> domains =
        unlimited.stream().map(AccountJetStream::domain).filter(Objects::nonNull).toList();
    long memory = unlimited.stream().mapToLong(AccountJetStream::memory).reduce(0, Usage::sum);
    long storage = unlimited.stream().mapToLong(AccountJetStream::storage).reduce(0, Usage::sum);
    verdict
        .finding()
        .with("domains", domains)
        .observed("mem_limit", "unlimited")
        .limit("expected", "a limit")
        .with("disk_limit", "unlimited")
        .with("memory", memory, "bytes")
        .with("storage", storage, "bytes")
        .message(
            "may store without limit%s, and uses %s of memory and %s of disk",
            domains.isEmpty()
                ? ""
                : " in domain "
                    + domains.stream().map(Display::name).collect(Collectors.joining(", ")),
            Display.bytes(memory),
            Display.bytes(storage));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Accounts share the memory and the disks of the JetStream servers. One that has no limit \
            can take all of it, and then the writes of every other account fail too.""")
        .cause("The account has \"jetstream: enabled\" in the configuration file, without limits.")
        .cause("Limits of -1 in the account's JWT.")
        .cause("A leaf node with a domain of its own, whose configuration limits nothing.")
        .diagnose(
            "See the limits of all accounts. jq shows 18446744073709552000 for none.",
            "curl -s 'http://HOST:8222/jsz?accounts=true' | jq -c '.account_details[] | {id, name, memory, storage, reserved_memory, reserved_storage}'")
        .diagnose("See what the account stores, as a user of it.", "nats account info")
        .diagnose("See the limits of an account of an operator.", "nsc describe account NAME")
        .fix(
            "In a configuration file: jetstream { max_mem: 64M, max_file: 10G } in the block of the account, and reload.")
        .fix(
            "In operator mode: nsc edit account NAME --js-mem-storage 64M --js-disk-storage 10G, then nsc push -a NAME.")
        .fix(
            "Limits per replica count (tiers) budget R1 and R3 streams apart; an account that has them is not reported.")
        .question(
            "How high should a limit be?",
            "What is used now, times the growth that you allow for. All replicas count, and a new stream with max_bytes"
                + " needs room for all of them.")
        .question(
            "What happens to streams that are above the new limit?",
            "They keep their messages. Further writes to the account are refused until it is below.")
        .limit(
            "An account with one of the two limits is not reported, also if the other is missing.")
        .limit(
            "Servers list accounts that they have loaded: those of an operator only from their first use on.")
        .related("OPT_ACCT_001", "Accounts that have a limit, and have nearly promised all of it.")
        .related("OPT_SYS_001", "Streams without limits.")
        .build();
  }
}
