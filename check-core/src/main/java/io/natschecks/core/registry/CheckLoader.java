// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Check;
import java.util.Iterator;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds checks by {@link ServiceLoader} and survives broken providers. */
final class CheckLoader {

  /** More broken providers than anyone has. */
  private static final int MOST_FAILURES = 1_000;

  private CheckLoader() {}

  static CheckRegistry load(ClassLoader classLoader) {
    Registration registration = new Registration();
    Iterator<Check> providers = ServiceLoader.load(Check.class, classLoader).iterator();
    String lastFailure = "";
    // Bounded, because an iterator that cannot read its list of providers never ends.
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        registration.add(providers.next());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        String failure = describe(e);
        if (!failure.equals(lastFailure)) {
          registration.problem("a provider of checks", failure);
        }
        lastFailure = failure;
      }
    }
    return registration.done();
  }

  /** In containers the context class loader can belong to something that knows no checks. */
  static ClassLoader defaultClassLoader() {
    ClassLoader own = Objects.requireNonNull(CheckLoader.class.getClassLoader());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null && seesChecks(context) ? context : own;
  }

  private static boolean seesChecks(ClassLoader classLoader) {
    try {
      return classLoader.loadClass(CheckLoader.class.getName()) == CheckLoader.class;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static String describe(Throwable error) {
    Throwable cause = error.getCause();
    if (!(error instanceof ServiceConfigurationError)) {
      return error.toString();
    }
    return cause == null ? String.valueOf(error.getMessage()) : error.getMessage() + ": " + cause;
  }
}
