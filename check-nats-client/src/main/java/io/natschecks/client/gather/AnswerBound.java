// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

/**
 * What an answer may weigh on its way, packed. A hub drops the leaf link over which an answer above
 * its max_payload comes, so what a server behind one is asked for is reckoned before.
 *
 * <p>The figures suppose that packing gains nothing. Names have at most 255 bytes, so those without
 * configuration hold whatever tenants do, but for streams with hundreds of sources. Configurations
 * have no such bound, as metadata alone may have 128 KiB: where they have more than 1.5 KiB of
 * random text on average, an answer that seems to fit can still cut the link. It does so once, for
 * then {@link #withoutConfiguration()} holds.
 *
 * @param bytes most bytes on the wire
 * @param configuration whether configurations may be asked for
 */
record AnswerBound(long bytes, boolean configuration) {

  /** Where no leaf link is on the way. */
  static final AnswerBound NONE = new AnswerBound(Long.MAX_VALUE, true);

  private static final long DEFAULT_MAX_PAYLOAD = 1 << 20;

  /** Subject, headers and what stands around the list. */
  private static final int HEAD = 16 << 10;

  private static final int BARE = 512;
  private static final int CONFIGURED = 2048;
  private static final int SUBSCRIPTION = 256;

  /** A leaf link of a hub with some max_payload; a larger one than usual may not be everywhere. */
  static AnswerBound ofLeaf(long maxPayload) {
    return new AnswerBound(Math.min(DEFAULT_MAX_PAYLOAD, maxPayload) - HEAD, true);
  }

  /** The same for a server that did not survive being asked for configurations. */
  AnswerBound withoutConfiguration() {
    return new AnswerBound(bytes, false);
  }

  boolean isOverLeaf() {
    return this.bytes != Long.MAX_VALUE;
  }

  /** Whether so many streams, consumers or Raft groups fit, without configuration. */
  boolean takes(long count) {
    return count * BARE <= bytes;
  }

  /** Whether so many streams or consumers fit, with their configuration. */
  boolean takesConfigured(long count) {
    return configuration && count * CONFIGURED <= bytes;
  }

  /** Whether a page of connections still fits with their subscriptions. */
  boolean takesSubscriptions(long count, long pageBytes) {
    return pageBytes + count * SUBSCRIPTION <= bytes;
  }
}
