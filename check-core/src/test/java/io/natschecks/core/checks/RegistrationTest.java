// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.testkit.CheckContract;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A check that is not registered in both ways is lost to half of the users without a word. */
class RegistrationTest {

  private static final Path CLASSES = classes();

  @Test
  void everyCheckIsRegisteredForTheClassPath() throws IOException {
    Path services = CLASSES.resolve("META-INF/services/" + Check.class.getName());

    assertThat(checkClasses()).isNotEmpty();
    assertThat(Files.readAllLines(services)).isEqualTo(checkClasses());
  }

  @Test
  void everyCheckIsRegisteredForTheModulePath() throws IOException {
    List<String> providers =
        ModuleFinder.of(CLASSES)
            .find("io.natschecks.core")
            .orElseThrow()
            .descriptor()
            .provides()
            .stream()
            .filter(provides -> provides.service().equals(Check.class.getName()))
            .map(Provides::providers)
            .flatMap(List::stream)
            .sorted()
            .toList();

    assertThat(providers).isEqualTo(checkClasses());
  }

  @Test
  void everyCheckHasATestThatHoldsItAgainstTheContract() throws IOException {
    assertThat(checkClasses())
        .allSatisfy(
            name -> assertThat(CheckContract.class).isAssignableFrom(Class.forName(name + "Test")));
  }

  private static List<String> checkClasses() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io/natschecks/core/checks"))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> CLASSES.relativize(file).toString())
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .filter(RegistrationTest::isCheck)
          .sorted()
          .toList();
    }
  }

  private static boolean isCheck(String name) {
    try {
      Class<?> type = Class.forName(name);
      return Check.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path classes() {
    URL location =
        io.natschecks.core.checks.server.ConnectionReadinessFailure.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation();
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
