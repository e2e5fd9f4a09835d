package com.acme.checks;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which streams keep the advisories of messages that ran out of deliveries. */
final class Advisories {

  private static final String PREFIX = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.";

  private final Map<Place, List<String>> subjects = new HashMap<>();

  private Advisories() {}

  static Advisories in(Snapshot snapshot) {
    Advisories advisories = new Advisories();
    for (Stream stream : snapshot.streams()) {
      StreamConfig config = stream.config();
      if (config != null) {
        config.subjects().stream()
            .filter(subject -> subject.startsWith("$JS.") || subject.matches("[*>].*"))
            .forEach(subject -> advisories.add(stream.id(), subject));
      }
    }
    return advisories;
  }

  private void add(StreamId id, String subject) {
    subjects.computeIfAbsent(Place.of(id), place -> new ArrayList<>()).add(subject);
  }

  boolean areKeptFor(Consumer consumer) {
    List<String> kept = subjects.getOrDefault(Place.of(consumer.stream()), List.of());
    String advisory = kept.isEmpty() ? "" : subject(consumer);
    return kept.stream().anyMatch(pattern -> covers(pattern, advisory));
  }

  static String subject(Consumer consumer) {
    return PREFIX + consumer.stream().name() + "." + consumer.name();
  }

  /** Whether a subject with wildcards covers one without: * is one token, > is all that follow. */
  static boolean covers(String pattern, String subject) {
    String[] wanted = pattern.split("\\.", -1);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(">")) {
        return i == wanted.length - 1 && tokens.length > i;
      }
      if (i >= tokens.length || !(wanted[i].equals("*") || wanted[i].equals(tokens[i]))) {
        return false;
      }
    }
    return wanted.length == tokens.length;
  }

  /** Advisories stay in their account and, where JetStream is divided, in their domain. */
  private record Place(String domain, String account) {
    static Place of(StreamId id) {
      return new Place(Objects.requireNonNullElse(id.domain(), ""), id.account());
    }
  }
}
