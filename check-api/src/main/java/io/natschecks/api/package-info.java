// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The check SPI: what a check declares, what it is given, and what it answers.
 *
 * <p>A {@link io.natschecks.api.Check} is stateless. Its {@link io.natschecks.api.CheckDescriptor}
 * declares what it needs; the engine gives it a {@link io.natschecks.api.CheckContext} and takes a
 * {@link io.natschecks.api.CheckResult}: passed, failed with {@linkplain io.natschecks.api.Finding
 * findings}, or skipped with a {@linkplain io.natschecks.api.SkipReason reason}. Each finding is
 * about one {@link io.natschecks.api.Entity}, and carries {@link io.natschecks.api.Evidence}: what
 * was observed, and against what limit. The same code and entity are the same finding in every
 * audit.
 *
 * <p>What could not be looked at is a {@link io.natschecks.api.Gap}, never a pass. Names that
 * tenants chose go through {@link io.natschecks.api.Display} into messages.
 */
@NullMarked
package io.natschecks.api;

import org.jspecify.annotations.NullMarked;
