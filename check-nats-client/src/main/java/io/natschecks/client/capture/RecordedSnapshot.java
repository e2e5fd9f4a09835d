// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.decode.Sections;
import io.natschecks.client.reply.AccountServices;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was gathered for one snapshot.
 *
 * @param takenAt when the gathering began
 * @param took how long it took
 * @param source where it was gathered from, for people
 * @param sections what was asked for
 * @param replies the answers, in the order in which they came
 * @param gaps what was not had
 * @param silentServers servers that answered nothing
 * @param services micro services of the accounts in which they were asked
 * @param apiErrors JetStream API requests that failed; null if nobody listened
 */
public record RecordedSnapshot(
    Instant takenAt,
    Duration took,
    String source,
    Set<Section> sections,
    List<RecordedReply> replies,
    List<RecordedGap> gaps,
    List<SilentServer> silentServers,
    List<AccountServices> services,
    @Nullable ApiErrors apiErrors) {

  /** Copies. */
  public RecordedSnapshot {
    sections = Set.copyOf(sections);
    replies = List.copyOf(replies);
    gaps = List.copyOf(gaps);
    silentServers = List.copyOf(silentServers);
    services = List.copyOf(services);
  }

  /** What was asked for, where nobody says it: all of which there is an answer. */
  static Set<Section> sections(Collection<RecordedReply> replies) {
    Set<Section> sections = EnumSet.noneOf(Section.class);
    replies.forEach(reply -> sections.addAll(Sections.of(reply.endpoint())));
    return sections;
  }
}
