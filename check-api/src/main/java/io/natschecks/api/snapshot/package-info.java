/** An immutable picture of a whole deployment, which knows what it does not know. */
@NullMarked
package io.natschecks.api.snapshot;

import org.jspecify.annotations.NullMarked;
