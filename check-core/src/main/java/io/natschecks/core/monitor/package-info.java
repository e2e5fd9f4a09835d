// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Audits a deployment for as long as a host runs, and tells what changes. Begin with {@link
 * io.natschecks.core.monitor.AuditMonitor}.
 */
@NullMarked
package io.natschecks.core.monitor;

import org.jspecify.annotations.NullMarked;
