// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Audits by JWT users with the permissions that check-nats-client documents: no complaint with all
 * of them, and one for want of each.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeAuditTest {

  private static final Path DOCUMENTED =
      Path.of("..", "..", "check-nats-client", "docs", "least-privilege");
  private static final Pattern SUBJECT = Pattern.compile("\"([^\"]+)\"");

  /** Only asked for where the leader of a consumer is silent. */
  private static final String NAMES = "$JS.API.CONSUMER.NAMES.*";

  @TempDir Path folder;

  private final JwtOperator operator = JwtOperator.named("O");
  private final JwtAccount acme = operator.account("ACME");
  private NatsCluster cluster;

  @BeforeAll
  void start() throws Exception {
    cluster =
        NatsCluster.named("C")
            .servers(1, NatsServerBinary.release("2.15"))
            .jetStream()
            .operator(operator, Resolver.MEMORY)
            .start();
    try (Connection client =
        Nats.connect(
            new Options.Builder()
                .server(cluster.urls().get(0))
                .authHandler(Nats.credentials(cluster.login("ACME").credentials().toString()))
                .build())) {
      client
          .jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("ORDERS").subjects("orders").build());
    }
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void allThatIsAllowedIsEnough() throws Exception {
    Cli whole =
        audit(
            "--creds",
            system("").toString(),
            "--account-creds",
            further("").toString(),
            "--advisories");
    assertThat(whole.err()).isEmpty();
    assertThat(whole.status()).as(whole.out()).isZero();

    Cli own = audit("--creds", own("").toString(), "--jetstream-only");
    assertThat(own.err()).isEmpty();
    assertThat(own.status()).as(own.out()).isZero();
  }

  @Test
  void anInboxCanBeOneOfItsOwn() throws Exception {
    List<String> publish = subjects("system-account.conf", "publish");
    Path file =
        write(operator.systemAccount().credentials("private", publish, List.of("_CHECKS.>")));

    Cli whole = audit("--creds", file.toString(), "--inbox-prefix", "_CHECKS");
    assertThat(whole.err()).isEmpty();
    assertThat(whole.status()).as(whole.out()).isZero();

    Cli usual = audit("--creds", file.toString());
    assertThat(usual.err()).contains("the user may not subscribe to its inbox");
    assertThat(usual.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @TestFactory
  Stream<DynamicTest> theSystemAccountComplains() {
    return each("system-account.conf")
        .map(
            subject ->
                dynamicTest(
                    subject,
                    () -> {
                      Cli audit = audit("--creds", system(subject).toString());
                      assertThat(audit.out() + audit.err())
                          .contains("the user may not ")
                          .containsAnyOf(subject, subject.replace("*", "PING"), "its inbox");
                      assertThat(audit.status()).isEqualTo(ExitStatus.INCOMPLETE);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aFurtherAccountComplains() {
    return each("further-account.conf")
        .map(
            subject ->
                dynamicTest(
                    subject,
                    () -> {
                      Path file = further(subject);
                      Cli audit =
                          audit(
                              "--creds",
                              system("").toString(),
                              "--account-creds",
                              file.toString(),
                              "--advisories");
                      assertThat(audit.err())
                          .contains("natschecks: The user of " + file + " may not ")
                          .contains(subject);
                      assertThat(audit.status()).isEqualTo(ExitStatus.INCOMPLETE);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> anAccountAloneComplains() {
    return each("own-account.conf")
        .filter(subject -> !subject.equals(NAMES))
        .map(
            subject ->
                dynamicTest(
                    subject,
                    () -> {
                      Cli audit = audit("--creds", own(subject).toString(), "--jetstream-only");
                      assertThat(audit.err())
                          .containsIgnoringCase("the user may not ")
                          .containsAnyOf(subject.replace("*", "ORDERS"), "its inbox");
                      assertThat(audit.status()).isEqualTo(ExitStatus.INCOMPLETE);
                    }));
  }

  private Cli audit(String... options) {
    return Cli.run(
        Stream.concat(
                Stream.of("audit", "--interval", "100ms", "--server", cluster.urls().get(0)),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private Path system(String without) throws IOException {
    return user(operator.systemAccount(), "system-account.conf", without);
  }

  private Path further(String without) throws IOException {
    return user(acme, "further-account.conf", without);
  }

  private Path own(String without) throws IOException {
    return user(acme, "own-account.conf", without);
  }

  private Path user(JwtAccount account, String file, String without) throws IOException {
    List<String> publish = subjects(file, "publish").stream().filter(without(without)).toList();
    List<String> subscribe = subjects(file, "subscribe").stream().filter(without(without)).toList();
    return write(account.credentials("checks", publish, subscribe));
  }

  private static Predicate<String> without(String subject) {
    return each -> !each.equals(subject);
  }

  private Path write(String credentials) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "user", ".creds"), credentials);
  }

  private static Stream<String> each(String file) {
    return Stream.concat(subjects(file, "publish").stream(), subjects(file, "subscribe").stream());
  }

  private static List<String> subjects(String file, String list) {
    try {
      String text = Files.readString(DOCUMENTED.resolve(file)).replaceAll("#.*", "");
      int start = text.indexOf(list + ": [");
      return SUBJECT
          .matcher(text.substring(start, text.indexOf(']', start)))
          .results()
          .map(each -> each.group(1))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
