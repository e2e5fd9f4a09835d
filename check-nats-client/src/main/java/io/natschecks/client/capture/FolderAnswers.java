// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.capture.FolderIndex.ListedServer;
import io.natschecks.client.capture.FolderIndex.Request;
import io.natschecks.client.decode.Sections;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses which files of a folder make up a snapshot. */
final class FolderAnswers {

  private static final int LONGEST_TEXT = 200;

  private record Answer(Request request, String path, FolderFile file, ServerIdentity identity) {}

  /** What is asked of a server once; an account has one answer, but for statistics of many. */
  private record Question(Endpoint endpoint, @Nullable String account) {
    static Question of(FolderFile file) {
      boolean ofAll = file.endpoint() == Endpoint.ACCSTATZ;
      return new Question(file.endpoint(), ofAll ? null : file.account());
    }
  }

  private final FolderIndex index;
  private final FolderContents contents;
  private final List<AccountServices> services;
  private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

  FolderAnswers(FolderIndex index, FolderTransport transport, FolderContents contents) {
    this.index = index;
    this.contents = contents;
    this.services =
        transport == FolderTransport.HTTP ? List.of() : FolderServices.read(index, contents);
    for (Request request : index.requests()) {
      String path = request.file();
      FolderFile file =
          path == null ? null : FolderFile.of(path.substring(path.lastIndexOf('/') + 1));
      if (path != null && file != null && isUsed(file, transport)) {
        answers
            .computeIfAbsent(request.server(), server -> new ArrayList<>())
            .add(new Answer(request, path, file, identity(path)));
      }
    }
  }

  private static boolean isUsed(FolderFile file, FolderTransport transport) {
    return switch (transport) {
      case ANY -> true;
      case SYSTEM_ACCOUNT -> file.systemAccount();
      case HTTP -> !file.systemAccount();
    };
  }

  private ServerIdentity identity(String path) {
    try {
      return ServerIdentity.in(contents.beginning(path));
    } catch (IOException e) {
      return ServerIdentity.UNKNOWN; // The gap is recorded when it is read.
    }
  }

  boolean hasLater() {
    return answers.values().stream()
        .flatMap(Collection::stream)
        .anyMatch(answer -> answer.file.later());
  }

  Optional<RecordedSnapshot> snapshot(boolean later, String source) {
    Collected collected = new Collected(later);
    index.servers().forEach(collected::add);
    return collected.snapshot(source);
  }

  private final class Collected {
    private final boolean later;
    private final List<RecordedReply> replies = new ArrayList<>();
    private final List<RecordedGap> gaps = new ArrayList<>();
    private final List<SilentServer> silent = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    Collected(boolean later) {
      this.later = later;
    }

    void add(ListedServer listed) {
      List<Answer> candidates = candidates(listed.name());
      String id = id(candidates);
      ServerRef server =
          new ServerRef(id == null ? listed.name() : id, listed.name(), listed.cluster());
      Map<Question, List<Answer>> questions = new LinkedHashMap<>();
      for (Answer answer : candidates) {
        if (id == null || answer.identity.id() == null || answer.identity.id().equals(id)) {
          questions
              .computeIfAbsent(Question.of(answer.file), question -> new ArrayList<>())
              .add(answer);
        }
      }
      int before = replies.size();
      questions.values().forEach(some -> best(some).forEach(answer -> add(server, answer)));
      if (replies.size() == before) {
        silent.add(
            new SilentServer(listed.name(), null, listed.cluster(), whySilent(listed.name())));
      } else {
        addUnanswered(server, questions.keySet());
      }
    }

    private List<Answer> candidates(String server) {
      return answers.getOrDefault(server, List.of()).stream()
          .filter(answer -> later || !answer.file.later())
          .toList();
    }

    /** The id that the server had at last. */
    private @Nullable String id(List<Answer> candidates) {
      return candidates.stream()
          .filter(answer -> answer.identity.id() != null)
          .max((a, b) -> Boolean.compare(a.file.later(), b.file.later()))
          .map(answer -> answer.identity.id())
          .orElse(null);
    }

    /** The newest; among those JSON before texts, and then the better way to ask. */
    private List<Answer> best(List<Answer> some) {
      int least = some.stream().mapToInt(FolderAnswers::rank).min().orElseThrow();
      return some.stream().filter(answer -> rank(answer) == least).toList();
    }

    private void add(ServerRef server, Answer answer) {
      if (!answer.file.readable()) {
        addText(server, answer);
        return;
      }
      Instant at = answer.request.at();
      if (answer.file.later() == later) {
        times.add(at);
      }
      replies.add(
          new RecordedReply(
              answer.file.endpoint(),
              server,
              index.accountId(answer.file.account()),
              0,
              at,
              answer.identity.enveloped(),
              answer.path));
    }

    private void addText(ServerRef server, Answer answer) {
      Status status = answer.request.status() == 404 ? Status.NOT_IN_RELEASE : Status.REFUSED;
      String text = text(answer.path);
      for (Section section : Sections.of(answer.file.endpoint())) {
        gaps.add(new RecordedGap(server, section, status, text));
      }
    }

    private void addUnanswered(ServerRef server, Set<Question> answered) {
      for (Request request : index.requests()) {
        Endpoint endpoint = request.error() == null ? null : FolderFile.asked(request.request());
        if (endpoint != null
            && request.server().equals(server.name())
            && answered.stream().noneMatch(question -> question.endpoint == endpoint)) {
          Status status =
              "no responders".equals(request.error()) ? Status.NOT_IN_RELEASE : Status.TIMED_OUT;
          String detail = Objects.requireNonNull(request.error());
          Sections.of(endpoint)
              .forEach(section -> gaps.add(new RecordedGap(server, section, status, detail)));
        }
      }
    }

    Optional<RecordedSnapshot> snapshot(String source) {
      if (replies.isEmpty() || times.isEmpty()) {
        return Optional.empty();
      }
      Set<Section> asked = RecordedSnapshot.sections(replies);
      gaps.forEach(gap -> asked.add(gap.section()));
      Instant first = Collections.min(times);
      return Optional.of(
          new RecordedSnapshot(
              first,
              Duration.between(first, Collections.max(times)),
              source,
              asked,
              replies,
              gaps.stream().distinct().toList(),
              silent,
              services,
              null));
    }
  }

  private static int rank(Answer answer) {
    FolderFile file = answer.file;
    // Over the system account one account was asked at a time, and maybe not each.
    boolean better = file.systemAccount() != (file.endpoint() == Endpoint.ACCSTATZ);
    return (file.later() ? 0 : 4) + (file.readable() ? 0 : 2) + (better ? 0 : 1);
  }

  private String whySilent(String server) {
    return index.requests().stream()
        .filter(request -> request.server().equals(server) && request.error() != null)
        .map(Request::error)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("no answer");
  }

  private String text(String path) {
    try {
      String text = new String(contents.beginning(path), StandardCharsets.UTF_8).strip();
      return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    } catch (IOException e) {
      return "cannot read " + path + ": " + e.getMessage();
    }
  }
}
