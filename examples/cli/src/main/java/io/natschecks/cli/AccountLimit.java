// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many connections a server's configuration file allows to an account; no endpoint shows it.
 *
 * @param account name of the account
 * @param connections the limit
 */
record AccountLimit(String account, long connections) {

  /** Reads NAME=CONNECTIONS. The last = counts: names can hold others. */
  static final class Converter implements ITypeConverter<AccountLimit> {

    @Override
    public AccountLimit convert(String text) {
      int split = text.lastIndexOf('=');
      String connections = text.substring(split + 1);
      if (split < 1 || !connections.matches("\\d{1,18}")) {
        throw new TypeConversionException(
            "'" + text + "' is not NAME=CONNECTIONS, such as ORDERS=500");
      }
      return new AccountLimit(text.substring(0, split), Long.parseLong(connections));
    }
  }
}
