// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
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
  void whatItsOwnChecksAreExplainedByExists() {
    CheckRegistry registry = CheckRegistry.load();

    assertThat(registry.descriptors())
        .flatExtracting(CheckDescriptor::causes)
        .isNotEmpty()
        .allSatisfy(cause -> assertThat(registry.find(cause.code())).isNotNull());
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
  void tellsTheProblemsOfItsHostAfterItsOwn() {
    LoadProblem broken = new LoadProblem("broken.jar", "it is no jar");

    CheckRegistry registry =
        CheckRegistry.of(List.of(new Providers.First(), new Providers.First()))
            .with(List.of(broken));

    assertThat(registry.checks()).hasSize(1);
    assertThat(registry.problems()).hasSize(2).last().isEqualTo(broken);
  }

  @Test
  void aCheckThatExplainsItsOwnCauseIsRefused() {
    Check first = explained("ACME_001", "ACME_002");
    Check second = explained("ACME_002", "ACME_003");
    Check third = explained("ACME_003", "ACME_001");

    CheckRegistry registry = CheckRegistry.of(List.of(first, second, third));

    assertThat(registry.descriptors())
        .extracting(CheckDescriptor::code)
        .containsExactly("ACME_001", "ACME_002");
    assertThat(registry.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.reason()).isEqualTo("ACME_003 explains one of its own causes"));
  }

  private static Check explained(String code, String cause) {
    return new FakeCheck(
        FakeCheck.describe(code).causedBy(cause, EntityType.SERVER).build(),
        FakeCheck.passing(code).body());
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
  void refusesACheckThatFollowsSomethingElseByATakenName() {
    Check first = following("ACME_001", Track.of(Tracked.SERVERS, "acme.load", server -> 1));
    Check second = following("ACME_002", Track.of(Tracked.SERVERS, "acme.load", server -> 2));
    Check third =
        following(
            "ACME_003",
            Track.of(Tracked.of("server", Snapshot::servers, Server::name), "name", server -> 3));
    CheckRegistry registry = CheckRegistry.of(List.of(first, second, third));

    assertThat(codes(registry)).containsExactly("ACME_001");
    assertThat(registry.problems())
        .extracting(LoadProblem::reason)
        .containsExactly(
            "the track acme.load is another one in ACME_001",
            "the kind server is another one in ACME_001");
  }

  @Test
  void aRefusedCheckTakesNoNameFromThoseAfterIt() {
    Track<Server> load = Track.of(Tracked.SERVERS, "acme.load", server -> 1);
    Track<Server> free = Track.of(Tracked.SERVERS, "acme.free", server -> 2);
    Track<Server> taken = Track.of(Tracked.SERVERS, "acme.load", server -> 3);
    Track<Server> stillFree = Track.of(Tracked.SERVERS, "acme.free", server -> 4);

    assertThat(
            codes(
                CheckRegistry.of(
                    List.of(
                        following("ACME_001", load),
                        following("ACME_002", free, taken),
                        following("ACME_003", stillFree)))))
        .containsExactly("ACME_001", "ACME_003");
  }

  @Test
  void checksMayShareATrack() {
    Track<Server> shared = Track.of(Tracked.SERVERS, "acme.load", server -> 1);

    assertThat(
            codes(
                CheckRegistry.of(
                    List.of(following("ACME_001", shared), following("ACME_002", shared)))))
        .containsExactly("ACME_001", "ACME_002");
  }

  private static Check following(String code, Track<?>... tracks) {
    return new FakeCheck(
        FakeCheck.describe(code).follows(tracks).build(),
        context -> CheckResult.builder(1).build());
  }

  @Test
  void findsADescriptorByCode() {
    CheckRegistry registry = CheckRegistry.of(List.of(new Providers.First()));

    assertThat(Objects.requireNonNull(registry.find("ACME_001")).code()).isEqualTo("ACME_001");
    assertThat(registry.find("ACME_002")).isNull();
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
