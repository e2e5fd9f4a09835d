// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.StreamId;
import org.jspecify.annotations.Nullable;

/** What the users of a stream take it for: many know only the bucket that is stored in it. */
public final class Bucket {

  private Bucket() {}

  /**
   * Adds to the evidence of a finding what the stream is, and the bucket that it stores.
   *
   * @param finding the finding
   * @param id names the stream
   * @return the finding
   */
  public static FindingBuilder describe(FindingBuilder finding, StreamId id) {
    return finding.with("kind", kind(id)).with("bucket", name(id));
  }

  /**
   * The subject of a message about a stream, which a verb follows.
   *
   * @param id names the stream
   * @return such as key-value store settings, with a space behind it; empty for a plain stream,
   *     which the label of the finding names
   */
  public static String subject(StreamId id) {
    String name = name(id);
    return name == null
        ? ""
        : (id.isKeyValue() ? "key-value store " : "object store ") + Display.name(name) + " ";
  }

  private static String kind(StreamId id) {
    return id.isKeyValue() ? "kvstore" : id.isObjectStore() ? "objectstore" : "stream";
  }

  private static @Nullable String name(StreamId id) {
    return id.isKeyValue() || id.isObjectStore()
        ? id.name().substring(id.name().indexOf('_') + 1)
        : null;
  }
}
