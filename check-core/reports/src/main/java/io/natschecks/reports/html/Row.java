// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.core.report.AuditedFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A finding in a list.
 *
 * @param id its place in the page
 * @param audited the finding
 * @param now time of the audit
 * @param isFirstAudit whether nothing can be said of its age
 * @param isAccepted whether it does not count
 * @param text shows texts
 */
record Row(
    String id,
    AuditedFinding audited,
    Instant now,
    boolean isFirstAudit,
    boolean isAccepted,
    Text text) {

  private static final int MOST_CAUSES = 5;

  /** A name with a value. */
  record Pair(String name, String value, boolean strong) {}

  String code() {
    return audited.finding().code();
  }

  Sign sign() {
    return Sign.of(audited.finding().severity());
  }

  Entity entity() {
    return audited.finding().entity();
  }

  String account() {
    return accountOf(entity());
  }

  /** The account that an entity belongs to, as it is shown; empty if to none. */
  static String accountOf(Entity entity) {
    return Text.label(entity.parts().getOrDefault("account", ""));
  }

  String message() {
    return Text.line(audited.finding().message());
  }

  boolean isCut() {
    return !Text.line(audited.finding().message()).equals(wholeMessage());
  }

  String wholeMessage() {
    return text.whole(audited.finding().message());
  }

  String state() {
    if (isAccepted) {
      return "accepted";
    }
    return isFlapping() ? "flapping" : Text.token(audited.state());
  }

  boolean isFlapping() {
    return audited.flappingSince() != null;
  }

  /** How the finding went so far. */
  List<Pair> past() {
    List<Pair> past = new ArrayList<>();
    past.add(new Pair("since", Text.time(audited.since()), false));
    past.add(new Pair("found by", Display.count(audited.times(), "audit"), false));
    if (audited.before() != null) {
      past.add(new Pair("severity before", Text.lower(audited.before()), false));
    }
    if (audited.flappingSince() != null) {
      past.add(new Pair("flapping since", Text.time(audited.flappingSince()), false));
    }
    audited.causes().stream()
        .limit(MOST_CAUSES)
        .forEach(each -> past.add(new Pair("explained by", Text.line(each), false)));
    return past;
  }

  String age() {
    if (audited.state() == AuditedFinding.State.NEW) {
      return isFirstAudit ? "" : "new";
    }
    return Text.age(audited.since(), now);
  }

  List<Pair> evidence() {
    return audited.finding().evidence().items().stream().map(this::pair).toList();
  }

  private Pair pair(Evidence.Item item) {
    return new Pair(
        Text.line(item.name()).replace('_', ' '),
        text.whole(item.value().display()),
        item.role() != Evidence.Role.CONTEXT);
  }

  /** What the finding is about, name by name. */
  List<Pair> about() {
    return entity().parts().entrySet().stream().map(this::pair).toList();
  }

  private Pair pair(Map.Entry<String, String> part) {
    return new Pair(part.getKey(), text.whole(Display.nkeys(part.getValue())), false);
  }
}
