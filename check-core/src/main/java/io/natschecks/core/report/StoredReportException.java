// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.io.IOException;

/**
 * A file is no report, or none that this version can read. The message is half a sentence that
 * follows the name of the file, such as {@code holds no JSON: line 3, column 7}; it never quotes
 * what stands in the file.
 *
 * @since 0.1
 */
public final class StoredReportException extends IOException {

  private static final long serialVersionUID = 1L;

  StoredReportException(String message) {
    super(message);
  }

  StoredReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
