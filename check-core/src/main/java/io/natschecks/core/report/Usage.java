// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Entity;
import java.util.List;
import java.util.Objects;

/**
 * What is used of one kind of limit.
 *
 * @param kind the kind
 * @param worst those that use the greatest share of their limit, the worst first; at most {@value
 *     #MOST}
 * @param limited how many have a limit
 * @param unlimited how many have none
 * @param unknown of how many use or limit could not be seen
 * @since 0.1
 */
public record Usage(Kind kind, List<Item> worst, long limited, long unlimited, long unknown) {

  /** Most entities that are named. */
  public static final int MOST = 20;

  public Usage {
    Objects.requireNonNull(kind, "kind");
    worst = List.copyOf(worst);
  }

  /**
   * A limit that entities have.
   *
   * @since 0.1
   */
  public enum Kind {
    /** Clients of a server, of its max_connections. */
    SERVER_CONNECTIONS("Connections of servers", "connections"),
    /** JetStream memory of a server. */
    JETSTREAM_MEMORY("JetStream memory of servers", "bytes"),
    /** JetStream file storage of a server. */
    JETSTREAM_STORAGE("JetStream storage of servers", "bytes"),
    /** Clients of an account on all servers. */
    ACCOUNT_CONNECTIONS("Connections of accounts", "connections"),
    /** Bytes of a stream, of its max_bytes. */
    STREAM_BYTES("Bytes of streams", "bytes"),
    /** Messages of a stream, of its max_msgs. */
    STREAM_MESSAGES("Messages of streams", "messages");

    private final String title;
    private final String unit;

    Kind(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    /**
     * What it is, for people.
     *
     * @return such as Bytes of streams
     */
    public String title() {
      return title;
    }

    /**
     * What is counted.
     *
     * @return such as bytes
     */
    public String unit() {
      return unit;
    }
  }

  /**
   * What one entity uses.
   *
   * @param entity the entity
   * @param used the amount in use
   * @param limit the limit, 0 or more
   * @param percent the share of the limit, unrounded; infinite if the limit is 0 and anything is
   *     used
   * @since 0.1
   */
  public record Item(Entity entity, long used, long limit, double percent) {

    public Item {
      Objects.requireNonNull(entity, "entity");
    }
  }
}
