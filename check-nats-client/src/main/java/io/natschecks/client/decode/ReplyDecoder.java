// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes one reply, with or without an envelope, to what it adds to the snapshot. */
final class ReplyDecoder {

  private final SnapshotPlan plan;
  private final Reply reply;
  private final Json json;
  private final SubjectBudget budget;
  private final Drops drops = new Drops();

  ReplyDecoder(SnapshotPlan plan, Reply reply, Json json, SubjectBudget budget) {
    this.plan = plan;
    this.reply = reply;
    this.json = json;
    this.budget = budget;
  }

  Contribution decode() {
    if (reply.enveloped()) {
      return envelope();
    }
    return json.isObject() ? body(null) : noObject(reply, "the answer is no object");
  }

  /** Takes an answer that is no JSON object for an error, or for one that cannot be read. */
  static Contribution noObject(Reply reply, String detail) {
    ServerError error = reply.enveloped() ? null : ServerError.ofPlainText(reply.body());
    return error == null ? malformed(reply, detail) : refused(reply, error);
  }

  private Contribution envelope() {
    ServerHeader header = null;
    ServerError error = null;
    Contribution body = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "server" -> {
          header = ServerHeader.decode(json);
          json.takeFault(); // What can be read of it is enough.
        }
        case "error" -> error = ServerError.decode(json);
        case "data", "statsz" -> {
          if (json.isNull()) {
            json.skip();
          } else {
            body = body(header);
          }
        }
        default -> json.skip();
      }
    }
    Contribution content = body;
    if (content == null) {
      content =
          error == null ? malformed(reply, "the answer holds no data") : refused(reply, error);
    }
    ServerHeader told = header;
    return told == null
        ? content
        : content.and((snapshot, server) -> server.header(told, reply.receivedAt()));
  }

  /** Takes an error for the answer. */
  private static Contribution refused(Reply reply, ServerError error) {
    if (!error.meansNothingThere(reply.endpoint())) {
      return problem(reply, error.status(), error.detail());
    }
    return (snapshot, server) -> {
      server.isNewest(reply.endpoint(), reply.receivedAt());
      for (Section section : Sections.of(reply.endpoint())) {
        snapshot.ledger.answered(section, reply.server().id());
      }
    };
  }

  /** Takes an answer for one that cannot be read. */
  private static Contribution malformed(Reply reply, String detail) {
    return problem(reply, Status.MALFORMED, detail);
  }

  private static Contribution problem(Reply reply, Status status, String detail) {
    return (snapshot, server) -> {
      server.isNewest(reply.endpoint(), reply.receivedAt());
      for (Section section : Sections.of(reply.endpoint())) {
        snapshot.ledger.problem(section, reply.server().id(), status, detail);
      }
    };
  }

  private Contribution body(@Nullable ServerHeader header) {
    String name = header == null ? null : header.name();
    Origin origin =
        new Origin(
            id(),
            name == null ? reply.server().name() : name,
            header == null ? null : header.domain(),
            reply.receivedAt());
    Contribution content = content(origin);
    String fault = json.takeFault();
    Contribution booked = fault == null ? answered() : malformed(reply, fault + " cannot be read");
    return booked.and(content);
  }

  private Contribution answered() {
    return (snapshot, server) -> {
      for (Section section : sections()) {
        snapshot.ledger.answered(section, id());
        snapshot.ledger.dropped(section, id(), drops);
      }
    };
  }

  private Contribution content(Origin origin) {
    return switch (reply.endpoint()) {
      case STATSZ -> {
        json.skip();
        yield newest((snapshot, server) -> {});
      }
      case VARZ -> {
        VarzDecoder.Answer varz = new VarzDecoder(json, origin).decode();
        yield newest((snapshot, server) -> server.varz = varz);
      }
      case HEALTHZ -> {
        var health = HealthzDecoder.decode(json, drops);
        yield newest((snapshot, server) -> server.health = health);
      }
      case JSZ -> {
        JszDecoder.Answer jsz = new JszDecoder(json, origin, null, false).decode();
        yield newest((snapshot, server) -> server.jsz = jsz.server());
      }
      case JSZ_DETAIL -> detail(origin);
      case CONNZ -> connections(origin, true);
      case CONNZ_CLOSED -> connections(origin, false);
      case ROUTEZ -> {
        var routes = RoutezDecoder.decode(json, drops);
        yield newest((snapshot, server) -> server.routes = routes);
      }
      case GATEWAYZ -> {
        var gateways = new GatewayzDecoder(json, drops).decode();
        boolean usable = !json.isFaulty();
        yield newest((snapshot, server) -> server.gateways = usable ? gateways : null);
      }
      case LEAFZ -> leafNodes();
      case SUBSZ -> {
        var statistics = SubszDecoder.decode(json);
        boolean usable = !json.isFaulty();
        yield newest(
            (snapshot, server) -> server.subscriptionStatistics = usable ? statistics : null);
      }
      case ACCOUNTZ -> {
        AccountDecoder.Loaded loaded = new AccountDecoder(json, id()).list();
        yield newest((snapshot, server) -> snapshot.accounts.add(loaded));
      }
      case ACCOUNT_INFO -> {
        AccountDecoder.Detail detail = new AccountDecoder(json, id()).detail();
        yield newest(
            (snapshot, server) -> {
              if (detail != null) {
                snapshot.accounts.add(detail);
              }
            });
      }
      case ACCSTATZ -> {
        List<AccstatzDecoder.Entry> entries = new AccstatzDecoder(json, id()).decode(drops);
        yield newest(
            (snapshot, server) -> {
              if (entries != null) {
                entries.forEach(snapshot.accounts::add);
              }
            });
      }
      case RAFTZ -> {
        var nodes = new RaftzDecoder(json, id(), drops).decode();
        yield newest((snapshot, server) -> snapshot.raftNodes.addAll(nodes));
      }
    };
  }

  private Contribution detail(Origin origin) {
    JszDecoder.Answer jsz =
        new JszDecoder(json, origin, reply.account(), plan.wants(Section.JSZ_CONSUMERS)).decode();
    return newest((snapshot, server) -> server.jszOfDetail = jsz.server())
        .and(
            (snapshot, server) -> {
              jsz.accounts().forEach(snapshot.accounts::add);
              jsz.streams().forEach(snapshot.streams::add);
              snapshot.consumers.add(jsz.consumers());
              snapshot.ledger.dropped(Section.JSZ_STREAMS, id(), jsz.droppedStreams());
              snapshot.ledger.dropped(Section.JSZ_CONSUMERS, id(), jsz.droppedStreams());
              snapshot.ledger.dropped(Section.JSZ_CONSUMERS, id(), jsz.droppedConsumers());
            });
  }

  private Contribution connections(Origin origin, boolean open) {
    boolean wantsSubjects = open && plan.wants(Section.CONNZ_SUBSCRIPTIONS);
    boolean wantsServices = open && plan.wants(Section.SERVICES);
    ConnzDecoder.Page page =
        new ConnzDecoder(json, origin, budget, open, wantsSubjects, wantsServices).decode(drops);
    return newest(
        (snapshot, server) -> {
          if (page != null) {
            (open ? server.connections : server.closedConnections).add(page, drops);
            if (page.subjectsMissing() && (wantsSubjects || wantsServices)) {
              noSubjects(snapshot, Section.CONNZ_SUBSCRIPTIONS);
              noSubjects(snapshot, Section.SERVICES);
            }
            if (page.subjectsLeftOut()) {
              snapshot.ledger.problem(
                  Section.CONNZ_SUBSCRIPTIONS, id(), Status.TRUNCATED, budget.detail());
            }
          }
        });
  }

  private Contribution leafNodes() {
    boolean wantsSubjects = plan.wants(Section.LEAFZ_SUBSCRIPTIONS);
    var leafNodes = new LeafzDecoder(json, wantsSubjects).decode(drops);
    boolean missing =
        wantsSubjects
            && leafNodes != null
            && leafNodes.stream().anyMatch(leafNode -> leafNode.subjects() == null);
    return newest(
        (snapshot, server) -> {
          server.leafNodes = leafNodes;
          if (missing) {
            noSubjects(snapshot, Section.LEAFZ_SUBSCRIPTIONS);
          }
        });
  }

  private void noSubjects(Collected snapshot, Section section) {
    snapshot.ledger.problem(section, id(), Status.TRUNCATED, "the answer lists no subscriptions");
  }

  /** Lets only the newest answer of a kind set what a server has once. */
  private Contribution newest(Contribution once) {
    return (snapshot, server) -> {
      boolean newest = server.isNewest(reply.endpoint(), reply.receivedAt());
      if (newest || isOneOfMany(reply.endpoint())) {
        once.addTo(snapshot, server);
      }
    };
  }

  private static boolean isOneOfMany(Endpoint endpoint) {
    return switch (endpoint) {
      case CONNZ, ACCOUNTZ, ACCOUNT_INFO, ACCSTATZ, RAFTZ -> true;
      default -> false;
    };
  }

  private List<Section> sections() {
    return Sections.of(reply.endpoint());
  }

  private String id() {
    return reply.server().id();
  }
}
