// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions of a file in docs/least-privilege, or some of them. */
record LeastPrivilege(List<String> publish, List<String> subscribe) {

  static final Path FOLDER = Path.of("docs", "least-privilege");

  private static final Pattern LIST = Pattern.compile("(publish|subscribe): \\[([^\\]]*)]");
  private static final Pattern SUBJECT = Pattern.compile("\"([^\"]+)\"");

  static LeastPrivilege of(String file) {
    try {
      return parse(Files.readString(FOLDER.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LeastPrivilege parse(String text) {
    List<String> publish = new ArrayList<>();
    List<String> subscribe = new ArrayList<>();
    Matcher lists = LIST.matcher(text.replaceAll("#.*", ""));
    while (lists.find()) {
      List<String> list = lists.group(1).equals("publish") ? publish : subscribe;
      SUBJECT.matcher(lists.group(2)).results().forEach(each -> list.add(each.group(1)));
    }
    return new LeastPrivilege(publish, subscribe);
  }

  /** What is to be written in place of it before 2.10, as the files say. */
  LeastPrivilege in(String release) {
    return release.equals("2.9")
        ? map(each -> each.replace("$SYS.REQ.USER.INFO", "$SYS.REQ.SERVER.PING.CONNZ"))
        : this;
  }

  LeastPrivilege map(UnaryOperator<String> subject) {
    return new LeastPrivilege(
        publish.stream().map(subject).toList(), subscribe.stream().map(subject).toList());
  }

  List<String> subjects() {
    return Stream.concat(publish.stream(), subscribe.stream()).toList();
  }

  LeastPrivilege without(String subject) {
    return new LeastPrivilege(
        publish.stream().filter(each -> !each.equals(subject)).toList(),
        subscribe.stream().filter(each -> !each.equals(subject)).toList());
  }

  /** A user with these permissions; a list that is empty would allow all. */
  String user(String name) {
    return "{user: \"%s\", password: \"p\", permissions: {publish: [%s], subscribe: [%s]}}"
        .formatted(name, quoted(publish), quoted(subscribe));
  }

  private static String quoted(List<String> subjects) {
    return (subjects.isEmpty() ? Stream.of("nothing") : subjects.stream())
        .map(each -> '"' + each + '"')
        .collect(Collectors.joining(", "));
  }

  /** The users that lack one permission each, by {@link #name}. */
  Stream<String> lackingUsers(String prefix) {
    return subjects().stream().map(each -> without(each).user(name(prefix, each)));
  }

  /** The name of the user who lacks a permission. */
  static String name(String prefix, String subject) {
    return prefix + "-without-" + subject;
  }
}
