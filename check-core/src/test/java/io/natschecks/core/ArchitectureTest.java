// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.natschecks.core.monitor.AuditMonitor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void theClassesAreHere() {
    assertThat(CLASSES).hasSizeGreaterThan(30);
  }

  @Test
  void dependenciesPointOneWay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.natschecks.client..", "io.natschecks.cli..", "io.nats..", "io.natschecks.testkit..")
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.natschecks.core.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void reportsAndConfigurationDoNotKnowTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.natschecks.core.report",
            "io.natschecks.core.config",
            "io.natschecks.core.registry",
            "io.natschecks.core.history")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.natschecks.core")
        .check(CLASSES);
  }

  @Test
  void nobodyWritesToTheStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  @Test
  void nobodyReadsTheSystemClock() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(AuditMonitor.class)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }

  @Test
  void checksDoNoInputOrOutputAndLogNothing() {
    noClasses()
        .that()
        .resideInAPackage("io.natschecks.core.checks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.slf4j..", "java.io..", "java.net..", "java.nio..", "java.util.concurrent..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void publicTypesAreNotOpenToInheritance() {
    classes()
        .that()
        .arePublic()
        .and(areNotInterfaces())
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould(beSealed())
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            new ArchCondition<>("reside in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getName().equals("module-info")
                        || type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent();
                events.add(
                    new SimpleConditionEvent(type, marked, type.getPackageName() + " is not"));
              }
            })
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areNotInterfaces() {
    return DescribedPredicate.describe("are not interfaces", type -> !type.isInterface());
  }

  private static ArchCondition<JavaClass> beSealed() {
    return new ArchCondition<>("be sealed") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean sealed = type.reflect().isSealed();
        events.add(new SimpleConditionEvent(type, sealed, type.getName() + " is open"));
      }
    };
  }
}
