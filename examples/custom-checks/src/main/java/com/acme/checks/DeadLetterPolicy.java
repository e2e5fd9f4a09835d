package com.acme.checks;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AckPolicy;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds consumers of production accounts that lose what they cannot handle, or never give it up.
 */
public final class DeadLetterPolicy implements Check {

  static final Parameter<List<String>> PRODUCTION_ACCOUNTS =
      Parameter.texts("production_accounts")
          .describedAs("Names or ids of the accounts whose consumers need a dead-letter policy")
          .defaultValue(List.of());

  static final MetadataKey<String> DEAD_LETTER_STREAM =
      MetadataKey.text(
          "dead-letter-stream",
          "Stream of the same account into which the consumer's program puts what it cannot"
              + " handle");

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("ACME_003", "Consumer without Dead-Letter Policy")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .parameters(PRODUCTION_ACCOUNTS)
          .metadata(DEAD_LETTER_STREAM)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .uses(Section.ACCOUNT_INFO)
          .remediation("Limit max_deliver, and keep what is given up in a dead-letter stream.")
          .runbook(runbook())
          .since("1.0")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    Set<String> production =
        accounts(context.current(), Set.copyOf(context.value(PRODUCTION_ACCOUNTS)));
    Advisories advisories = Advisories.in(context.current());
    boolean allStreamsKnown = context.missing(Section.JSZ_STREAMS).isEmpty();
    return context
        .over(context.current().consumers(), Entity::of, Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
        .where(consumer -> production.contains(consumer.stream().account()))
        .where(DeadLetterPolicy::mayDeliverAgain)
        .judge(
            (consumer, verdict) ->
                judge(consumer, context.current(), advisories, allStreamsKnown, verdict));
  }

  /** Consumers know the id of their account, people know its name. */
  private static Set<String> accounts(Snapshot snapshot, Set<String> wanted) {
    Set<String> ids = new HashSet<>(wanted);
    for (Account account : snapshot.accounts()) {
      if (wanted.contains(account.label())) {
        ids.add(account.id());
      }
    }
    return ids;
  }

  private static boolean mayDeliverAgain(Consumer consumer) {
    ConsumerConfig config = consumer.config();
    return config == null || config.ackPolicy() != AckPolicy.NONE;
  }

  private static void judge(
      Consumer consumer,
      Snapshot snapshot,
      Advisories advisories,
      boolean allStreamsKnown,
      Verdict<Consumer> verdict) {
    ConsumerConfig config = consumer.config();
    if (config == null) {
      verdict.notEvaluable("its configuration is not known");
      return;
    }
    if (config.maxDeliver().isUnlimited()) {
      verdict
          .finding()
          .observed("max_deliver", "unlimited")
          .message("delivers a message that nobody can handle again and again (no max_deliver)");
      return;
    }
    if (advisories.areKeptFor(consumer)) {
      return;
    }
    String deadLetters = DEAD_LETTER_STREAM.read(config.metadata());
    if (deadLetters != null && snapshot.stream(sibling(consumer.stream(), deadLetters)) != null) {
      return;
    }
    if (!allStreamsKnown) {
      verdict.notEvaluable("its dead-letter stream may be on a server that is not known");
    } else if (deadLetters == null) {
      verdict
          .finding()
          .observed("max_deliver", config.maxDeliver().toString())
          .with("advisory", Advisories.subject(consumer))
          .message(
              "gives a message up after %s deliveries, and nothing keeps it: no stream captures the"
                  + " advisory, and %s is not set",
              config.maxDeliver(), DEAD_LETTER_STREAM);
    } else {
      verdict
          .finding()
          .observed("dead_letter_stream", deadLetters)
          .message("its dead-letter stream %s does not exist", Display.name(deadLetters));
    }
  }

  private static StreamId sibling(StreamId stream, String name) {
    return new StreamId(stream.domain(), stream.account(), name);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A message that cannot be handled is either delivered for ever, and takes the place of \
            others, or is given up. What is given up and not kept anywhere is lost work that \
            nobody hears of.\
            """)
        .cause("The consumer was made with the defaults: max_deliver is unlimited.")
        .cause("max_deliver was limited, and nobody made a stream for the advisories.")
        .cause("The dead-letter stream was removed, or the metadata names another one.")
        .diagnose("See max_deliver and metadata.", "nats consumer info STREAM CONSUMER")
        .diagnose("See which streams capture advisories.", "nats stream ls --subject '$JS.EVENT.>'")
        .fix("nats consumer edit STREAM CONSUMER --max-deliver 5")
        .fix(
            "Keep the advisories, which name stream and sequence: nats stream add DEAD_LETTERS"
                + " --subjects '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>' --defaults")
        .fix("Or name the stream that your program fills: metadata dead-letter-stream=ORDERS_DEAD")
        .question(
            "Why is nothing looked at?",
            "production_accounts is empty until you configure it, and the check then is skipped.")
        .limit("Consumers without acknowledgements deliver once and need no policy.")
        .limit("Whether a program really fills the stream that the metadata names cannot be seen.")
        .limit("Advisories that an account exports to another are not followed.")
        .build();
  }
}
