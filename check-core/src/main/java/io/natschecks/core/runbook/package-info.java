/** The runbooks of checks as pages to read. */
@NullMarked
package io.natschecks.core.runbook;

import org.jspecify.annotations.NullMarked;
