// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.monitor.EventChannel;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events through a JetStream stream, over a connection of the host. An event goes to the
 * subject PREFIX.TOPIC with its id as {@code Nats-Msg-Id}: what is published twice within the
 * duplicate window of the stream is kept once.
 *
 * <p>Whoever uses it has the library publish to that stream, and to nothing else. Following makes
 * an ephemeral consumer that the server removes by itself. The user needs to publish to {@code
 * $JS.API.>} and {@code PREFIX.>}, or to what of these concerns the stream. The connection stays
 * open, and belongs to the host; its account needs JetStream, so it is not that of the {@link
 * NatsSnapshotSource}.
 *
 * @since 0.1
 */
public final class StreamEventChannel implements EventChannel {

  private static final Logger LOG = LoggerFactory.getLogger(StreamEventChannel.class);

  private static final Pattern SUBJECT = Pattern.compile("[-_A-Za-z0-9]+(\\.[-_A-Za-z0-9]+)*");

  private final Connection connection;
  private final String stream;
  private final String prefix;
  private final @Nullable StreamConfiguration missingStream;
  private final JetStreamPlace place;
  private volatile boolean exists;

  private StreamEventChannel(
      Connection connection,
      String stream,
      String prefix,
      @Nullable StreamConfiguration missingStream) {
    this.connection = Objects.requireNonNull(connection, "connection");
    this.stream = Objects.requireNonNull(stream, "stream");
    this.prefix = required(prefix, "prefix");
    this.missingStream = missingStream;
    this.exists = missingStream == null;
    this.place = new JetStreamPlace("stream", "stream", stream);
  }

  /**
   * A channel through a stream that exists.
   *
   * @param connection a connection of a user in the account of the stream
   * @param stream name of the stream, which listens to PREFIX.&gt;
   * @param prefix what subjects begin with: words of letters, digits, - and _, with dots between
   *     them
   * @return the channel; nothing is read or written yet
   * @throws IllegalArgumentException if the prefix is something else
   */
  public static StreamEventChannel of(Connection connection, String stream, String prefix) {
    return new StreamEventChannel(connection, stream, prefix, null);
  }

  /**
   * A channel through a stream that is created when it is first used, if it does not exist then.
   *
   * @param connection a connection of a user in the account of the stream
   * @param stream what the stream is created as; one that exists stays as it is. Bound its age and
   *     its size
   * @param prefix what subjects begin with, as above; the stream listens to PREFIX.&gt;
   * @return the channel; nothing is read or written yet
   * @throws IllegalArgumentException if the prefix is something else
   */
  public static StreamEventChannel creating(
      Connection connection, StreamConfiguration stream, String prefix) {
    return new StreamEventChannel(connection, stream.getName(), prefix, stream);
  }

  @Override
  public String name() {
    return "stream " + stream;
  }

  @Override
  public void publish(String topic, String id, byte[] event) throws IOException {
    String subject = prefix + "." + required(topic, "topic");
    PublishOptions options = PublishOptions.builder().expectedStream(stream).messageId(id).build();
    PublishAck ack =
        place.call(
            () -> {
              createIfMissing();
              return connection.jetStream().publish(subject, event, options);
            });
    if (ack.hasError()) {
      throw new IOException("The stream " + stream + " did not keep an event: " + ack.getError());
    }
  }

  @Override
  public Following follow(Instant since, Consumer<byte[]> receiver) throws IOException {
    Objects.requireNonNull(receiver, "receiver");
    ConsumerConfiguration consumer =
        ConsumerConfiguration.builder()
            .deliverPolicy(DeliverPolicy.ByStartTime)
            .startTime(since.atZone(ZoneOffset.UTC))
            .build();
    PushSubscribeOptions options =
        PushSubscribeOptions.builder().stream(stream).ordered(true).configuration(consumer).build();
    return place.call(
        () -> {
          createIfMissing();
          Dispatcher dispatcher = connection.createDispatcher();
          try {
            connection
                .jetStream()
                .subscribe(
                    prefix + ".>",
                    dispatcher,
                    message -> give(message.getData(), receiver),
                    false,
                    options);
          } catch (IOException | JetStreamApiException | RuntimeException e) {
            connection.closeDispatcher(dispatcher);
            throw e;
          }
          return () -> close(dispatcher);
        });
  }

  private static void give(byte[] event, Consumer<byte[]> receiver) {
    try {
      receiver.accept(event);
    } catch (RuntimeException e) {
      LOG.warn("A receiver of events failed: {}", e.getClass().getName(), e);
    }
  }

  private void close(Dispatcher dispatcher) {
    try {
      connection.closeDispatcher(dispatcher);
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.debug("The connection was closed before", e);
    }
  }

  private void createIfMissing() throws IOException, JetStreamApiException {
    if (exists) {
      return;
    }
    try {
      connection.jetStreamManagement().getStreamInfo(stream);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != JetStreamPlace.NO_SUCH_STREAM) {
        throw e;
      }
      connection.jetStreamManagement().addStream(Objects.requireNonNull(missingStream));
    }
    exists = true;
  }

  private static String required(String words, String what) {
    if (!SUBJECT.matcher(words).matches()) {
      throw new IllegalArgumentException("the " + what + " is no subject without wildcards");
    }
    return words;
  }
}
