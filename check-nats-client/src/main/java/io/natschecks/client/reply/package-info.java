// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** Answers of servers as they came, on their way from a source to the model or to a capture. */
@NullMarked
package io.natschecks.client.reply;

import org.jspecify.annotations.NullMarked;
