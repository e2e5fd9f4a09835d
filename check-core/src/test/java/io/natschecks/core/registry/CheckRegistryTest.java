// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.FakeCheck;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.acme.checks.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRegistryTest {

  private static final String PROVIDERS = Providers.class.getName() + "$";

  private static final Track<Server> LENGTH =
      Track.of(Tracked.SERVERS, "acme.length", server -> server.name().length());

  @TempDir Path folder;

  @Test
  void loadsChecksOfAPluginSortedByCode() throws IOException {
    CheckRegistry registry = load(Providers.Second.class, Providers.First.class);

    assertThat(foreignCodes(registry)).containsExactly("ACME_001", "ACME_002");
    assertThat(registry.problems()).isEmpty();
  }

  @Test
  void loadsItsOwnChecksWithoutAProblem() {
    assertThat(CheckRegistry.load().problems()).isEmpty();
  }

  @Test
  void aBrokenProviderCostsOnlyItsOwnChecks() throws IOException {
    CheckRegistry registry =
        load(
            Providers.First.class,
            Providers.ThrowsInConstructor.class,
            Providers.NoCheck.class,
            Providers.Orphan.class,
            Providers.OtherOrphan.class,
            Providers.Second.class);

    assertThat(foreignCodes(registry)).containsExactly("ACME_001", "ACME_002");
    assertThat(registry.problems()).hasSize(3);
    assertThat(registry.problems().get(0).reason())
        .contains(PROVIDERS + "ThrowsInConstructor")
        .contains("no licence");
    assertThat(registry.problems().get(1).reason())
        .contains(PROVIDERS + "NoCheck")
        .contains("not a subtype");
    assertThat(registry.problems().get(2).reason()).contains("Providers$Parent");
  }

  @Test
  void aMistypedProviderCostsOnlyItself() throws IOException {
    try (URLClassLoader loader =
        ProviderFolder.withLines(
            folder, List.of("org.acme.checks.Missing", PROVIDERS + "First # a comment"))) {
      CheckRegistry registry = CheckRegistry.load(loader);

      assertThat(foreignCodes(registry)).containsExactly("ACME_001");
      assertThat(registry.problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.reason()).contains("org.acme.checks.Missing"));
    }
  }

  @Test
  void aServicesFileThatIsNoneEndsTheLoading() throws IOException {
    try (URLClassLoader loader = ProviderFolder.withLines(folder, List.of("not a class name"))) {
      CheckRegistry registry = CheckRegistry.load(loader);

      assertThat(registry.problems())
          .singleElement()
          .satisfies(problem -> assertThat(problem.reason()).contains("META-INF/services"));
    }
  }

  @Test
  void aClassLoaderThatCannotReadServicesEndsTheLoading() {
    ClassLoader broken =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("disk on fire");
          }
        };

    assertThat(CheckRegistry.load(broken).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("disk on fire"));
  }

  @Test
  void refusesTheSecondOfTwoChecksWithOneCodeAndNamesBoth() {
    CheckRegistry registry =
        CheckRegistry.of(List.of(new Providers.Second(), new Providers.SecondAgain()));

    assertThat(codes(registry)).containsExactly("ACME_002");
    assertThat(registry.problems())
        .containsExactly(
            new LoadProblem(
                PROVIDERS + "SecondAgain", "ACME_002 is taken by " + PROVIDERS + "Second"));
  }

  @Test
  void refusesAReservedCodeOfAnotherPackage() throws IOException {
    CheckRegistry registry = load(Providers.Usurper.class);

    assertThat(foreignCodes(registry)).isEmpty();
    assertThat(registry.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.subject()).isEqualTo(PROVIDERS + "Usurper");
              assertThat(problem.reason()).startsWith("SERVER_001 is ");
            });
  }

  @Test
  void ownChecksKeepTheirCodesWhateverTheOrder() {
    Check own = new OwnCheck();
    CheckRegistry registry = CheckRegistry.of(List.of(new Providers.Usurper(), own));

    assertThat(registry.checks()).extracting(RegisteredCheck::check).containsExactly(own);
    assertThat(registry.problems())
        .containsExactly(
            new LoadProblem(
                PROVIDERS + "Usurper", "SERVER_001 is taken by " + OwnCheck.class.getName()));
  }

  @Test
  void numbersAboveAHundredAreFreeForAll() {
    assertThat(codes(CheckRegistry.of(List.of(new Providers.BeyondReserved()))))
        .containsExactly("OPT_SYS_101");
  }

  @Test
  void aCheckThatCannotDescribeItselfIsAProblemInOneLine() {
    CheckRegistry registry =
        CheckRegistry.of(
            Arrays.asList(
                new Providers.ThrowsInDescriptor(), new Providers.HasNoDescriptor(), null));

    assertThat(registry.checks()).isEmpty();
    assertThat(registry.problems())
        .containsExactly(
            new LoadProblem(
                PROVIDERS + "ThrowsInDescriptor",
                "it cannot describe itself: java.lang.UnsupportedOperationException: two\\nlines"),
            new LoadProblem(PROVIDERS + "HasNoDescriptor", "its descriptor is null"),
            new LoadProblem("a list of checks", "it holds a null"));
  }

  @Test
  void checksMayFollowTheSameTrack() {
    CheckRegistry registry =
        CheckRegistry.of(List.of(following("ACME_001", LENGTH), following("ACME_002", LENGTH)));

    assertThat(codes(registry)).containsExactly("ACME_001", "ACME_002");
    assertThat(registry.problems()).isEmpty();
  }

  @Test
  void refusesAnotherTrackUnderATakenNameAndNamesWhoHasIt() {
    Track<Server> other = Track.of(Tracked.SERVERS, LENGTH.name(), server -> 1);
    CheckRegistry registry =
        CheckRegistry.of(List.of(following("ACME_001", LENGTH), following("ACME_002", other)));

    assertThat(codes(registry)).containsExactly("ACME_001");
    assertThat(registry.problems())
        .extracting(LoadProblem::reason)
        .containsExactly(
            "ACME_002 is left out: it follows another track named acme.length than ACME_001");
  }

  @Test
  void refusesAnotherKindOfEntityUnderATakenName() {
    Tracked<Server> kind = Tracked.of(Tracked.SERVERS.name(), Snapshot::servers, Server::name);
    Track<Server> other = Track.of(kind, "acme.other", server -> 1);
    CheckRegistry registry =
        CheckRegistry.of(List.of(following("ACME_001", LENGTH), following("ACME_002", other)));

    assertThat(registry.problems())
        .extracting(LoadProblem::reason)
        .containsExactly(
            "ACME_002 is left out: it follows another kind of entity named server than ACME_001");
  }

  @Test
  void aRefusedCheckTakesNoNameFromThoseAfterIt() {
    Track<Server> free = Track.of(Tracked.SERVERS, "acme.free", server -> 1);
    Track<Server> alsoFree = Track.of(Tracked.SERVERS, free.name(), server -> 2);
    Track<Server> taken = Track.of(Tracked.SERVERS, LENGTH.name(), server -> 1);
    CheckRegistry registry =
        CheckRegistry.of(
            List.of(
                following("ACME_001", LENGTH),
                following("ACME_002", free, taken),
                following("ACME_003", alsoFree)));

    assertThat(codes(registry)).containsExactly("ACME_001", "ACME_003");
  }

  @Test
  void findsADescriptorByCode() {
    CheckRegistry registry = CheckRegistry.of(List.of(new Providers.First()));

    assertThat(Objects.requireNonNull(registry.find("ACME_001")).code()).isEqualTo("ACME_001");
    assertThat(registry.find("ACME_002")).isNull();
  }

  private static Check following(String code, Track<?>... tracks) {
    return new FakeCheck(
        FakeCheck.describe(code).follows(tracks).build(),
        context -> CheckResult.skipped(SkipReason.NOTHING_DEPLOYED, ""));
  }

  private CheckRegistry load(Class<?>... providers) throws IOException {
    try (URLClassLoader loader = ProviderFolder.with(folder, providers)) {
      return CheckRegistry.load(loader);
    }
  }

  private static List<String> codes(CheckRegistry registry) {
    return registry.descriptors().stream().map(CheckDescriptor::code).toList();
  }

  private static List<String> foreignCodes(CheckRegistry registry) {
    return registry.checks().stream()
        .filter(each -> each.check().getClass().getName().startsWith("org.acme."))
        .map(each -> each.descriptor().code())
        .toList();
  }

  private static final class OwnCheck extends Providers.Base {
    OwnCheck() {
      super("SERVER_001");
    }
  }
}
