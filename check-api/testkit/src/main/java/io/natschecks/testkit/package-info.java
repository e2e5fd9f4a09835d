/** Healthy snapshots to deviate from, runs of a single check, assertions, and the contract of checks. */
@NullMarked
package io.natschecks.testkit;

import org.jspecify.annotations.NullMarked;
