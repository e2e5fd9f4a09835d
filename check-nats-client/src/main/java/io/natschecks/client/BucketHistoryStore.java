// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectMeta;
import io.nats.client.api.ObjectStoreConfiguration;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.client.gather.PermissionViolation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a history as one object of an object store bucket, over a connection of the host. This, a
 * {@link BucketLease} and a {@link StreamEventChannel} are all that the library ever writes to a
 * deployment, and only where the host has asked for them. The connection stays open, and belongs to
 * the host; its account needs JetStream, so it is not that of the {@link NatsSnapshotSource}.
 *
 * <p>The user needs to publish to {@code $O.BUCKET.>}, and to what of {@code $JS.API.>} and {@code
 * $JS.FC.>} concerns the stream {@code OBJ_BUCKET}; the page on permissions in the module's docs
 * lists it. Until an object is replaced the bucket holds the old one and the new one, so it needs
 * room for both. Data on its way rests in a temporary file that only its owner can read.
 *
 * <p>A damaged object is renamed, with {@code .damaged} added. An object belongs to one program at
 * a time: of two that write it, the later one wins.
 *
 * @since 0.1
 */
public final class BucketHistoryStore implements HistoryStore {

  private static final String DAMAGED = ".damaged";

  private final Connection connection;
  private final String bucket;
  private final String object;
  private final @Nullable ObjectStoreConfiguration missingBucket;
  private final JetStreamPlace place;

  private BucketHistoryStore(
      Connection connection,
      String bucket,
      String object,
      @Nullable ObjectStoreConfiguration missingBucket) {
    this.connection = Objects.requireNonNull(connection, "connection");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.object = Objects.requireNonNull(object, "object");
    this.missingBucket = missingBucket;
    this.place = new JetStreamPlace("object store bucket", "bucket", bucket);
  }

  /**
   * A store in a bucket that exists.
   *
   * @param connection a connection of a user in the account of the bucket
   * @param bucket name of the bucket
   * @param object name of the object, of its own for each deployment that is audited
   * @return the store; nothing is read or written yet
   */
  public static BucketHistoryStore of(Connection connection, String bucket, String object) {
    return new BucketHistoryStore(connection, bucket, object, null);
  }

  /**
   * A store in a bucket that is created when something is to be kept, if it does not exist then.
   *
   * @param connection a connection of a user in the account of the bucket
   * @param bucket what the bucket is created as; one that exists stays as it is
   * @param object name of the object, of its own for each deployment that is audited
   * @return the store; nothing is read or written yet
   */
  public static BucketHistoryStore creating(
      Connection connection, ObjectStoreConfiguration bucket, String object) {
    return new BucketHistoryStore(connection, bucket.getBucketName(), object, bucket);
  }

  @Override
  public String name() {
    return "object " + object + " of bucket " + bucket;
  }

  @Override
  public @Nullable InputStream open() throws IOException {
    Optional<InputStream> kept =
        place.call(
            () -> {
              if (!exists()) {
                return Optional.empty();
              }
              ObjectStore store = connection.objectStore(bucket);
              return store.getInfo(object) == null ? Optional.empty() : Optional.of(copyOf(store));
            });
    return kept.orElse(null);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if it cannot be kept, as when there is no such bucket, or the user may not
   *     write to it; the message is one sentence for people
   */
  @Override
  public void replace(Content content) throws IOException {
    Path draft = Files.createTempFile("natschecks", ".history");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
        content.writeTo(out);
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(draft))) {
        place.call(() -> put(in));
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public String setAside() throws IOException {
    String aside = object + DAMAGED;
    return place.call(
        () -> {
          ObjectStore store = connection.objectStore(bucket);
          if (store.getInfo(aside) != null) {
            store.delete(aside);
          }
          store.updateMeta(object, ObjectMeta.objectName(aside));
          return "object " + aside + " of bucket " + bucket;
        });
  }

  private ObjectInfo put(InputStream in)
      throws IOException, JetStreamApiException, NoSuchAlgorithmException {
    if (!exists() && missingBucket != null) {
      connection.objectStoreManagement().create(missingBucket);
    }
    String purge = "$JS.API.STREAM.PURGE.OBJ_" + bucket;
    PermissionViolation.forget(connection, purge);
    ObjectInfo kept = connection.objectStore(bucket).put(object, in);
    if (PermissionViolation.isOf(connection, purge)) {
      // The client library says nothing of it, and the bucket would grow with every save.
      throw new IOException("no publish to " + purge + ", so what is replaced stays");
    }
    return kept;
  }

  /**
   * Asks for the bucket, because readers and writers of one that does not exist wait in vain. Fails
   * if it does not and is not to be created.
   */
  private boolean exists() throws IOException, JetStreamApiException {
    try {
      connection.objectStoreManagement().getStatus(bucket);
      return true;
    } catch (JetStreamApiException e) {
      if (missingBucket != null && e.getApiErrorCode() == JetStreamPlace.NO_SUCH_STREAM) {
        return false;
      }
      throw e;
    }
  }

  private InputStream copyOf(ObjectStore store)
      throws IOException, JetStreamApiException, InterruptedException, NoSuchAlgorithmException {
    Path copy = Files.createTempFile("natschecks", ".history");
    try {
      boolean whole = isWhole(store, copy);
      if (!whole) {
        // The link may have failed. What is not whole twice is damaged, as its reader will find.
        whole = isWhole(store, copy);
      }
      if (!whole) {
        requireFlowControl();
      }
      return new BufferedInputStream(
          Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | JetStreamApiException | InterruptedException | RuntimeException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /** Without it the server stops in the middle of a large object, which is no damage. */
  private void requireFlowControl() throws IOException {
    String flowControl = "$JS.FC.OBJ_" + bucket + ".";
    if (PermissionViolation.isOfPublishBelow(connection, flowControl)) {
      throw new IOException("no publish to " + flowControl + ">, so only its beginning comes");
    }
  }

  /** Copies the object, or what of it comes; false if its chunks, size, or digest do not fit. */
  private boolean isWhole(ObjectStore store, Path copy)
      throws IOException, JetStreamApiException, InterruptedException, NoSuchAlgorithmException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
      store.get(object, out);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
