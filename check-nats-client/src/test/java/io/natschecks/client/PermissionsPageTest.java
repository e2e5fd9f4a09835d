// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages say what the lists in docs/least-privilege say, which the servers are asked about. */
class PermissionsPageTest {

  private static final Path PAGE = Path.of("docs", "permissions.md");
  private static final Path README = Path.of("..", "README.md");

  @ParameterizedTest
  @CsvSource({
    "system-account.conf, SYS, checks",
    "further-account.conf, ACME, checks",
    "own-account.conf, ACME, checks-streams",
    "history-bucket.conf, ACME, checks-history",
    "lease-bucket.conf, ACME, checks-lease",
    "event-stream.conf, ACME, checks-events"
  })
  void thePageShowsTheListAndTheCommand(String file, String account, String user)
      throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("```conf\n" + Files.readString(LeastPrivilege.FOLDER.resolve(file)) + "```\n")
        .contains("```sh\n" + nsc(LeastPrivilege.of(file), account, user) + "\n```\n");
  }

  private static String nsc(LeastPrivilege permissions, String account, String user) {
    return Stream.of(
            Stream.of("nsc add user --account %s --name %s".formatted(account, user)),
            permissions.publish().stream().map(each -> "  --allow-pub '" + each + "'"),
            permissions.subscribe().stream().map(each -> "  --allow-sub '" + each + "'"))
        .flatMap(lines -> lines)
        .collect(Collectors.joining(" \\\n"));
  }

  @Test
  void theReadmeShowsTheCommandForTheSystemAccount() throws IOException {
    LeastPrivilege permissions = LeastPrivilege.of("system-account.conf");
    String page = Files.readString(README);
    assertThat(options(page, "--allow-pub")).hasSameElementsAs(permissions.publish());
    assertThat(options(page, "--allow-sub")).hasSameElementsAs(permissions.subscribe());
  }

  private static List<String> options(String page, String option) {
    return Pattern.compile(option + " '([^']+)'")
        .matcher(page)
        .results()
        .flatMap(each -> Stream.of(each.group(1).split(",")))
        .toList();
  }
}
