// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

/**
 * What an answer may weigh on its way, packed. Since 2.11.16, 2.12.7 and 2.14.0 either end of a
 * leaf link drops it for a message above its own max_payload, so what a server behind one is asked
 * for is reckoned before. So are subscriptions everywhere: a server cuts a client for which more
 * than 64 MiB wait.
 *
 * <p>The figures suppose that packing gains nothing. Names have at most 255 bytes, so those without
 * configuration hold whatever tenants do, but for streams with hundreds of sources. Configurations
 * have no such bound, as metadata alone may have 128 KiB: where they have more than 1.5 KiB of
 * random text on average, an answer that seems to fit can still cut the link. It does so once, for
 * then {@link #withoutConfiguration()} holds. Subscriptions are taken for 256 bytes, though a
 * subject can have 4 KiB: without a leaf link, one answer is too much only where subjects have more
 * than 1 KiB of random text on average, and four at once where all have more than 256 bytes of it.
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

  /** As four servers are asked at once, and 64 MiB are what may wait for a client. */
  private static final int SUBSCRIPTIONS = 16 << 20;

  /** What a client says of itself when it connects has 4 KiB at most, unless configured. */
  private static final int CONNECTION = 8 << 10;

  /**
   * A leaf link somewhere behind a server with some max_payload; a larger one than usual may not be
   * that of every server on the way.
   */
  static AnswerBound ofLeaf(long maxPayload) {
    return new AnswerBound(Math.max(0, Math.min(DEFAULT_MAX_PAYLOAD, maxPayload) - HEAD), true);
  }

  /** The same for a server that did not survive being asked for configurations. */
  AnswerBound withoutConfiguration() {
    return new AnswerBound(bytes, false);
  }

  boolean isOverLeaf() {
    return bytes != Long.MAX_VALUE;
  }

  /** Whether so many streams, consumers or Raft groups fit, without configuration. */
  boolean takes(long count) {
    return count * BARE <= bytes;
  }

  /** Whether so many streams or consumers fit, with their configuration. */
  boolean takesConfigured(long count) {
    return configuration && count * CONFIGURED <= bytes;
  }

  /** How many connections fit, without their subscriptions. */
  int connections(int most) {
    return (int) Math.max(1, Math.min(most, bytes / CONNECTION));
  }

  /** Whether so many connections fit, whatever they are, with subscriptions. */
  boolean takesSubscriptions(long count, int connections) {
    return takesSubscriptions(count, (long) connections * CONNECTION);
  }

  /** Whether an answer still fits with subscriptions. */
  boolean takesSubscriptions(long count, long bytesWithout) {
    return bytesWithout + count * SUBSCRIPTION <= Math.min(bytes, SUBSCRIPTIONS);
  }

  /** What would come of an answer that does not fit. */
  String harm() {
    return isOverLeaf()
        ? "an answer with them can cut the leaf link to the server"
        : "an answer with them can be more than a server lets wait for a client";
  }
}
