// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * An audit check. It is found by {@link java.util.ServiceLoader}, so it has a public constructor
 * without parameters; it keeps no state and may be evaluated by several threads at once. All that
 * it knows comes from the context: it reads no clock, does no input or output, and logs nothing.
 *
 * @since 0.1
 */
public interface Check {

  /**
   * Describes the check.
   *
   * @return always the same descriptor, never null
   */
  CheckDescriptor descriptor();

  /**
   * Evaluates the check. The sections that it {@linkplain CheckDescriptor#requires() requires} are
   * here for at least one server, and there is a previous snapshot if it needs one; otherwise it is
   * not called.
   *
   * @param context what there is to know, never null
   * @return what was found, and what was looked at
   */
  CheckResult evaluate(CheckContext context);
}
