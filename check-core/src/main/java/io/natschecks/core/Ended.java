// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param value what it gave; null if it broke
 * @param error why it broke, in one line; empty if it did not
 * @param duration how long it took
 */
record Ended<T>(@Nullable T value, String error, Duration duration) {}
