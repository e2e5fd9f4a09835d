// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/** A small service on top: what is found over HTTP, now and as it changes. */
@NullMarked
package io.natschecks.examples.service;

import org.jspecify.annotations.NullMarked;
