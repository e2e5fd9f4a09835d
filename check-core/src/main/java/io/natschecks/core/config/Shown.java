// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Display;
import io.natschecks.core.text.PlainText;

/** What a message quotes of a configuration. */
final class Shown {

  private Shown() {}

  static String of(String value) {
    return PlainText.oneLine(Display.name(value));
  }
}
