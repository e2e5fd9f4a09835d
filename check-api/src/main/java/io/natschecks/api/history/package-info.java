/** Values that checks follow from snapshot to snapshot. */
@NullMarked
package io.natschecks.api.history;

import org.jspecify.annotations.NullMarked;
