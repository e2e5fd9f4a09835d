// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks that can run, sorted by code, and what is wrong with those that cannot. A check whose
 * code is taken or reserved is refused; so is one that cannot describe itself, one that follows
 * something by a name by which another check follows something else, and one that explains one of
 * its own causes.
 *
 * <p>The codes 001 to 100 of the documented families, such as SERVER_001, are reserved for this
 * library. Other checks take a prefix of their own, such as ACME_001.
 *
 * @since 0.1
 */
public final class CheckRegistry {

  private final List<RegisteredCheck> checks;
  private final List<LoadProblem> problems;

  CheckRegistry(Collection<RegisteredCheck> checks, Collection<LoadProblem> problems) {
    this.checks = List.copyOf(checks);
    this.problems = List.copyOf(problems);
  }

  /**
   * Loads the checks that the thread's context class loader sees, or else those that this library
   * sees.
   *
   * @return the registry
   */
  public static CheckRegistry load() {
    return load(CheckLoader.defaultClassLoader());
  }

  /**
   * Loads the checks that a class loader sees, by {@link java.util.ServiceLoader}. A broken
   * provider costs its own checks only.
   *
   * @param classLoader the class loader
   * @return the registry
   */
  public static CheckRegistry load(ClassLoader classLoader) {
    return CheckLoader.load(classLoader);
  }

  /**
   * Registers given checks and no others.
   *
   * @param checks the checks
   * @return the registry
   */
  public static CheckRegistry of(Collection<? extends Check> checks) {
    Registration registration = new Registration();
    checks.forEach(registration::add);
    return registration.done();
  }

  /**
   * This registry, and what else its host could not load, such as a file of checks that is damaged.
   *
   * @param more further problems
   * @return a registry of the same checks
   */
  public CheckRegistry with(Collection<LoadProblem> more) {
    List<LoadProblem> all = new ArrayList<>(problems);
    all.addAll(more);
    return new CheckRegistry(checks, all);
  }

  /**
   * The checks that can run.
   *
   * @return sorted by code
   */
  public List<RegisteredCheck> checks() {
    return checks;
  }

  /**
   * Describes the checks that can run.
   *
   * @return sorted by code
   */
  public List<CheckDescriptor> descriptors() {
    return checks.stream().map(RegisteredCheck::descriptor).toList();
  }

  /**
   * Finds a check.
   *
   * @param code its code
   * @return its descriptor, or null if there is none of that code
   */
  public @Nullable CheckDescriptor find(String code) {
    return checks.stream()
        .map(RegisteredCheck::descriptor)
        .filter(descriptor -> descriptor.code().equals(code))
        .findFirst()
        .orElse(null);
  }

  /**
   * Says what could not be loaded.
   *
   * @return the problems, in the order in which they were met
   */
  public List<LoadProblem> problems() {
    return problems;
  }
}
