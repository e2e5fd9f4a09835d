// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.natschecks.api.Finding;
import java.util.regex.Pattern;

/**
 * A finding that is true of the deployment, and so no false alarm.
 *
 * @param code code of the check
 * @param entity the keys of entities of which it is true
 * @param when when it is true
 * @param why why it is true
 */
record AllowedTruth(String code, Pattern entity, When when, String why) {

  /** When something is true. */
  enum When {
    ALWAYS,
    /** While the server is gone, and shortly after it came back. */
    RESTART
  }

  static AllowedTruth of(String code, String entity, When when, String why) {
    return new AllowedTruth(code, Pattern.compile(entity), when, why);
  }

  boolean covers(Finding finding, boolean restarting) {
    return (when == When.ALWAYS || restarting)
        && code.equals(finding.code())
        && entity.matcher(finding.entity().key()).matches();
  }
}
