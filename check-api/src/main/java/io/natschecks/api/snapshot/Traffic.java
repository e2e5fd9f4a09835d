// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Messages and bytes in one direction.
 *
 * @param messages messages
 * @param bytes bytes
 * @param gatewayBytes the part of the bytes that went through gateways; null before 2.11.5
 * @since 0.1
 */
public record Traffic(long messages, long bytes, @Nullable Long gatewayBytes) {}
