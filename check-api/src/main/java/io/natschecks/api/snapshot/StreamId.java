// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a stream.
 *
 * @param domain JetStream domain; null if none is set
 * @param account account id
 * @param name stream name
 * @since 0.1
 */
public record StreamId(@Nullable String domain, String account, String name) {

  public StreamId {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(name, "name");
  }

  /**
   * Says whether the stream is the store of a key-value bucket.
   *
   * @return true if its name starts with KV_
   */
  public boolean isKeyValue() {
    return name.startsWith("KV_");
  }

  /**
   * Says whether the stream is the store of an object store bucket.
   *
   * @return true if its name starts with OBJ_
   */
  public boolean isObjectStore() {
    return name.startsWith("OBJ_");
  }
}
