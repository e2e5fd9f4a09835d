// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.natschecks.api.Display;
import io.natschecks.api.monitor.Lease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lease that is one key of a NATS key-value bucket, over a connection of the host. The bucket
 * forgets a key that was not renewed for the length of the lease (its TTL); the key is written only
 * where its revision is the expected one, so that of several instances one gets it. It works with
 * servers from 2.9 on.
 *
 * <p>Whoever uses it has the library write to the bucket, and to nothing else. The user needs to
 * publish to {@code $JS.API.>} and {@code $KV.BUCKET.>}, or to what of these concerns the stream
 * {@code KV_BUCKET}. The connection stays open, and belongs to the host; its account needs
 * JetStream, so it is not that of the {@link NatsSnapshotSource}.
 *
 * <p>For this instance the lease expires a tenth of its length earlier than for the others, because
 * clocks do not run alike. The time that a stopped process or a sleeping machine misses counts.
 *
 * @since 0.1
 */
public final class BucketLease implements Lease {

  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(2);
  private static final Pattern KEY = Pattern.compile("[-/_=A-Za-z0-9]+(\\.[-/_=A-Za-z0-9]+)*");

  private final Connection connection;
  private final String bucket;
  private final @Nullable KeyValueConfiguration missingBucket;
  private final Duration length;
  private final String key;
  private final String instance;
  private final JetStreamPlace place;

  /** Tells this lease from those of other instances, and of earlier lives of this one. */
  private final String owner = UUID.randomUUID().toString();

  private final LocalClock clock;
  private @Nullable KeyValue opened;
  private long attempts;
  private long revision;
  private volatile long term;
  private volatile LocalClock.@Nullable Moment expiry;

  BucketLease(
      Connection connection,
      String bucket,
      @Nullable KeyValueConfiguration missingBucket,
      Duration length,
      String key,
      String instance,
      LocalClock clock) {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("a lease needs a length: the TTL of its bucket");
    }
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("no key of a bucket: " + key);
    }
    this.connection = Objects.requireNonNull(connection, "connection");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.missingBucket = missingBucket;
    this.length = length;
    this.key = key;
    this.instance = Objects.requireNonNull(instance, "instance");
    this.place = new JetStreamPlace("key-value bucket", "bucket", bucket);
    this.clock = clock;
  }

  /**
   * A lease in a bucket that exists.
   *
   * @param connection a connection of a user in the account of the bucket
   * @param bucket name of the bucket
   * @param length how long the lease lasts: the TTL of the bucket
   * @param key the key, of its own for each deployment that is audited
   * @param instance names this instance, for people who look into the bucket
   * @return the lease; nothing is read or written yet
   * @throws IllegalArgumentException if the length is not positive, or the key is none
   */
  public static BucketLease of(
      Connection connection, String bucket, Duration length, String key, String instance) {
    return new BucketLease(
        connection, bucket, null, length, key, instance, new LocalClock(Clock.systemUTC()));
  }

  /**
   * A lease in a bucket that is created if it does not exist when the lease is to be held.
   *
   * @param connection a connection of a user in the account of the bucket
   * @param bucket what the bucket is created as; one that exists stays as it is. Its TTL is the
   *     length of the lease; give it as many replicas as the cluster allows
   * @param key the key, of its own for each deployment that is audited
   * @param instance names this instance, for people who look into the bucket
   * @return the lease; nothing is read or written yet
   * @throws IllegalArgumentException if the bucket has no TTL, or the key is none
   */
  public static BucketLease creating(
      Connection connection, KeyValueConfiguration bucket, String key, String instance) {
    Duration ttl = bucket.getTtl() == null ? Duration.ZERO : bucket.getTtl();
    return new BucketLease(
        connection,
        bucket.getBucketName(),
        bucket,
        ttl,
        key,
        instance,
        new LocalClock(Clock.systemUTC()));
  }

  @Override
  public String name() {
    return "key " + key + " of bucket " + bucket;
  }

  @Override
  public Duration length() {
    return length;
  }

  @Override
  public synchronized boolean hold() throws IOException {
    // Before the request, so that it ends here before it does where the request arrives.
    LocalClock.Moment end = clock.in(length.minus(length.dividedBy(10)));
    return place.call(
        () -> {
          KeyValue open = open();
          if (revision != 0 && write(open, term, revision, end)) {
            return true;
          }
          return acquire(open, end);
        });
  }

  private boolean acquire(KeyValue open, LocalClock.Moment end)
      throws IOException, JetStreamApiException {
    KeyValueEntry entry = open.get(key);
    if (entry == null) {
      return write(open, ++attempts, 0, end);
    }
    // An answer may have been lost on its way: then it is ours, of a term that nobody interrupted.
    long own = ownTerm(entry);
    return own > 0 && write(open, own, entry.getRevision(), end);
  }

  /** Writes the key if its revision is the expected one; 0 if it is not to be there. */
  private boolean write(KeyValue open, long newTerm, long expected, LocalClock.Moment end)
      throws IOException, JetStreamApiException {
    byte[] value = (owner + " " + newTerm + " " + instance).getBytes(StandardCharsets.UTF_8);
    try {
      revision = expected == 0 ? open.create(key, value) : open.update(key, value, expected);
      term = newTerm;
      expiry = end;
      return true;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != JetStreamPlace.WRONG_LAST_SEQUENCE) {
        throw e;
      }
      revision = 0;
      expiry = null;
      return false;
    }
  }

  /** The term in which this instance wrote an entry; 0 if another one did. */
  private long ownTerm(KeyValueEntry entry) {
    byte[] value = entry.getValue();
    String[] words =
        value == null ? new String[0] : new String(value, StandardCharsets.UTF_8).split(" ", 3);
    boolean own = words.length == 3 && words[0].equals(owner);
    return own ? Long.parseLong(words[1]) : 0;
  }

  /** Opens the bucket once, and makes sure that it forgets in time. */
  private KeyValue open() throws IOException, JetStreamApiException, InterruptedException {
    if (opened == null) {
      Duration ttl = ttl();
      if (!ttl.equals(length)) {
        throw new IllegalStateException(
            "it forgets after "
                + Display.duration(ttl)
                + ", and the lease is to last "
                + Display.duration(length));
      }
      Duration third = length.dividedBy(3);
      Duration patience = third.compareTo(LONGEST_REQUEST) < 0 ? third : LONGEST_REQUEST;
      opened =
          connection.keyValue(bucket, KeyValueOptions.builder().jsRequestTimeout(patience).build());
    }
    return opened;
  }

  private Duration ttl() throws IOException, JetStreamApiException, InterruptedException {
    try {
      return connection.keyValueManagement().getStatus(bucket).getTtl();
    } catch (JetStreamApiException e) {
      if (missingBucket == null || e.getApiErrorCode() != JetStreamPlace.NO_SUCH_STREAM) {
        throw e;
      }
      return connection.keyValueManagement().create(missingBucket).getTtl();
    }
  }

  @Override
  public boolean isHeld() {
    LocalClock.Moment end = expiry;
    return end != null && !clock.isPast(end);
  }

  @Override
  public long term() {
    return term;
  }

  @Override
  public synchronized void release() throws IOException {
    expiry = null;
    long last = revision;
    revision = 0;
    if (last != 0) {
      place.call(() -> delete(open(), last));
    }
  }

  private boolean delete(KeyValue open, long expected) throws IOException, JetStreamApiException {
    try {
      open.delete(key, expected);
      return true;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != JetStreamPlace.WRONG_LAST_SEQUENCE) {
        throw e;
      }
      return false;
    }
  }
}
