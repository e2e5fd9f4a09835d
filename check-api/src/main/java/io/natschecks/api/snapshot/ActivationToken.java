// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an activation token. The token itself is not kept.
 *
 * @param readable whether the token could be decoded; false also for a token given as a URL
 * @param issuer public key that signed it
 * @param issuerAccount account on whose behalf it was signed; null if not given
 * @param expires when it expires; null if never
 * @since 0.1
 */
public record ActivationToken(
    boolean readable,
    @Nullable String issuer,
    @Nullable String issuerAccount,
    @Nullable Instant expires) {}
