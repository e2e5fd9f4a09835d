// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.core.text.PlainText;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects candidates and admits those that can run. Not safe for use by several threads. */
final class Registration {

  private static final Logger LOG = LoggerFactory.getLogger(CheckRegistry.class);

  private final List<RegisteredCheck> candidates = new ArrayList<>();
  private final List<LoadProblem> problems = new ArrayList<>();
  private final FollowedNames names = new FollowedNames();
  private final CauseChains causes = new CauseChains();

  void add(@Nullable Check check) {
    if (check == null) {
      problem("a list of checks", "it holds a null");
      return;
    }
    try {
      CheckDescriptor descriptor = check.descriptor();
      if (descriptor == null) {
        problem(check.getClass().getName(), "its descriptor is null");
      } else {
        candidates.add(new RegisteredCheck(descriptor, check));
      }
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      problem(check.getClass().getName(), "it cannot describe itself: " + e);
    }
  }

  void problem(String subject, String reason) {
    LoadProblem problem = new LoadProblem(subject, PlainText.oneLine(reason));
    LOG.warn("Check not loaded: {}: {}", problem.subject(), problem.reason());
    problems.add(problem);
  }

  CheckRegistry done() {
    SortedMap<String, RegisteredCheck> admitted = new TreeMap<>();
    // This library's own come first, so that no other check takes the place of one.
    candidates.stream().filter(Registration::isOwn).forEach(check -> admit(check, admitted));
    candidates.stream().filter(each -> !isOwn(each)).forEach(check -> admit(check, admitted));
    return new CheckRegistry(admitted.values(), problems);
  }

  private void admit(RegisteredCheck candidate, SortedMap<String, RegisteredCheck> admitted) {
    String code = candidate.descriptor().code();
    Class<?> type = candidate.check().getClass();
    RegisteredCheck holder = admitted.get(code);
    if (holder != null) {
      problem(type.getName(), code + " is taken by " + holder.check().getClass().getName());
    } else if (ReservedCodes.contain(candidate.descriptor()) && !isOwn(candidate)) {
      problem(
          type.getName(), code + " is reserved for this library; take a prefix such as ACME_001");
    } else {
      String taken = names.take(candidate.descriptor());
      if (taken != null) {
        problem(type.getName(), taken);
        return;
      }
      if (!causes.take(candidate.descriptor())) {
        problem(type.getName(), code + " explains one of its own causes");
        return;
      }
      admitted.put(code, candidate);
      LOG.debug("{} is {} of {}", code, type.getName(), origin(type));
    }
  }

  private static boolean isOwn(RegisteredCheck check) {
    return ReservedCodes.belongTo(check.check().getClass());
  }

  private static Object origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null ? type.getModule() : source.getLocation();
  }
}
