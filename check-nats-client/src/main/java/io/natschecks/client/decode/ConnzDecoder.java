// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.ConnectionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes a page of CONNZ, of open or of closed connections. */
final class ConnzDecoder {

  private static final String GLOBAL_ACCOUNT = "$G";
  private static final String SERVICE_PING = "$SRV.PING.";

  /**
   * A decoded page.
   *
   * @param total connections on all pages
   * @param connections the connections of this page
   * @param services service instances seen by their subscriptions
   * @param subjectsMissing whether connections subscribe to something and none says to what
   * @param subjectsLeftOut whether subjects were left out as the snapshot has too many
   */
  record Page(
      long total,
      List<Connection> connections,
      List<ServiceSighting> services,
      boolean subjectsMissing,
      boolean subjectsLeftOut) {}

  private final Json json;
  private final Origin origin;
  private final boolean open;
  private final SubjectBudget budget;
  private final boolean wantsSubjects;
  private final boolean wantsServices;
  private final List<ServiceSighting> services = new ArrayList<>();
  private Instant now;
  private boolean anySubscriptions;
  private boolean anySubjects;
  private boolean subjectsLeftOut;

  ConnzDecoder(
      Json json,
      Origin origin,
      SubjectBudget budget,
      boolean open,
      boolean wantsSubjects,
      boolean wantsServices) {
    this.json = json;
    this.origin = origin;
    this.budget = budget;
    this.open = open;
    this.wantsSubjects = wantsSubjects;
    this.wantsServices = wantsServices;
    this.now = origin.at();
  }

  @Nullable Page decode(Drops drops) {
    long total = -1;
    List<Connection> connections = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "now" -> {
          Instant time = json.time();
          now = time == null ? now : time;
        }
        case "total" -> total = json.count();
        case "connections" -> connections = json.list(drops, this::connection);
        default -> json.skip();
      }
    }
    json.require(total >= 0, "total");
    json.require(connections != null, "connections");
    return connections == null || json.isFaulty()
        ? null
        : new Page(total, connections, services, anySubscriptions && !anySubjects, subjectsLeftOut);
  }

  private @Nullable Connection connection() {
    long cid = -1;
    ConnectionKind kind = ConnectionKind.CLIENT;
    ConnectionType type = null;
    String account = null;
    String user = null;
    String nameTag = null;
    String issuerKey = null;
    Boolean bearer = null;
    String name = null;
    String language = null;
    String version = null;
    String ip = null;
    int port = 0;
    Instant start = null;
    Instant lastActivity = null;
    Duration rtt = null;
    long pendingBytes = -1;
    long inMessages = -1;
    long outMessages = -1;
    long inBytes = -1;
    long outBytes = -1;
    int subscriptions = 0;
    long stalls = 0;
    Instant stop = null;
    String reason = null;
    List<String> subjects = null;
    List<String> servicePings = List.of();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "cid" -> cid = json.count();
        case "kind" -> kind = kind(json.shared());
        case "type" -> type = type(json.shared());
        case "account" -> account = json.shared();
        case "authorized_user" -> user = json.shared();
        case "name_tag" -> nameTag = json.shared();
        case "issuer_key" -> issuerKey = json.shared();
        case "jwt" -> bearer = UserClaims.bearer(json.text(), json.interner());
        case "name" -> name = json.shared();
        case "lang" -> language = json.shared();
        case "version" -> version = json.shared();
        case "ip" -> ip = json.shared();
        case "port" -> port = json.size();
        case "start" -> start = json.time();
        case "last_activity" -> lastActivity = json.time();
        case "rtt" -> rtt = json.goDuration();
        case "pending_bytes" -> pendingBytes = json.count();
        case "in_msgs" -> inMessages = json.count();
        case "out_msgs" -> outMessages = json.count();
        case "in_bytes" -> inBytes = json.count();
        case "out_bytes" -> outBytes = json.count();
        case "subscriptions" -> subscriptions = json.size();
        case "stalls" -> stalls = json.count();
        case "stop" -> stop = json.time();
        case "reason" -> reason = json.shared();
        case "subscriptions_list", "subscriptions_list_detail" -> {
          if (!wantsSubjects && !wantsServices) {
            json.skip();
            continue;
          }
          List<String> wanted = json.strictList(this::subject);
          anySubjects = true;
          servicePings = wantsServices ? pings(wanted) : List.of();
          subjects = wantsSubjects ? kept(wanted) : null;
        }
        default -> json.skip();
      }
    }
    json.require(cid >= 0, "cid");
    json.require(pendingBytes >= 0, "pending_bytes");
    json.require((inMessages | outMessages | inBytes | outBytes) >= 0, "in_msgs");
    json.require(open || stop != null, "stop");
    if (json.isFaulty()) {
      return null;
    }
    anySubscriptions |= subscriptions > 0;
    if (open && account == null) {
      account = GLOBAL_ACCOUNT; // It is the one that servers leave out.
    }
    if (wantsSubjects && subjects == null && subscriptions == 0) {
      subjects = List.of();
    }
    for (String ping : servicePings) {
      ServiceSighting sighting =
          ServiceSighting.of(String.valueOf(account), ping, origin.id(), language, version, name);
      if (sighting != null) {
        services.add(sighting);
      }
    }
    return new Connection(
        origin.id(),
        cid,
        kind,
        type == null ? otherType(kind) : type,
        account,
        user,
        nameTag,
        issuerKey,
        bearer,
        name,
        language,
        version,
        ip,
        port,
        start,
        lastActivity,
        now,
        rtt,
        pendingBytes,
        inMessages,
        outMessages,
        inBytes,
        outBytes,
        subscriptions,
        stalls,
        stop,
        reason,
        subjects);
  }

  /** Gives the subjects of a connection if the snapshot has room for them, else null. */
  private @Nullable List<String> kept(List<String> subjects) {
    if (budget.take(subjects.size())) {
      return subjects;
    }
    subjectsLeftOut = true;
    return null;
  }

  /** Reads a subject alone or with details; null for one that nobody wants. */
  private @Nullable String subject() {
    if (!json.isObject()) {
      return wantedSubject();
    }
    String subject = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("subject")) {
        subject = wantedSubject();
      } else {
        json.skip();
      }
    }
    return subject;
  }

  private @Nullable String wantedSubject() {
    if ((wantsSubjects && !budget.isSpent()) || json.startsWith(SERVICE_PING)) {
      return json.shared();
    }
    return null;
  }

  private static List<String> pings(List<String> subjects) {
    List<String> pings = new ArrayList<>(0);
    for (String subject : subjects) {
      if (subject.startsWith(SERVICE_PING)) {
        pings.add(subject);
      }
    }
    return pings;
  }

  private static ConnectionKind kind(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "Client" -> ConnectionKind.CLIENT;
      case "Leafnode" -> ConnectionKind.LEAF_NODE;
      default -> ConnectionKind.OTHER;
    };
  }

  private static ConnectionType type(@Nullable String text) {
    return switch (String.valueOf(text)) {
      case "nats" -> ConnectionType.NATS;
      case "websocket" -> ConnectionType.WEBSOCKET;
      case "mqtt" -> ConnectionType.MQTT;
      default -> ConnectionType.OTHER;
    };
  }

  /** Leaf nodes have no type; they speak the NATS protocol unless they say otherwise. */
  private static ConnectionType otherType(ConnectionKind kind) {
    return kind == ConnectionKind.OTHER ? ConnectionType.OTHER : ConnectionType.NATS;
  }
}
