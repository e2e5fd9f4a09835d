// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Audits a NATS deployment in a Spring Boot application: auto-configuration, properties, health.
 * Begin with {@link io.natschecks.examples.boot.NatsChecksAutoConfiguration}.
 */
@NullMarked
package io.natschecks.examples.boot;

import org.jspecify.annotations.NullMarked;
