// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.expiry;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.TlsCertificate;
import java.util.Comparator;
import java.util.List;

/**
 * Finds servers with a TLS certificate that expires soon.
 *
 * @since 0.1
 */
public final class TlsCertificateExpiry implements Check {

  /** 2.12.0 to 2.12.3 are older than this and show nothing, although 2.11.12 does. */
  private static final ServerVersion SHOWN_FROM = ServerVersion.parse("2.12.4");

  private static final Comparator<TlsCertificate> EARLIEST =
      Comparator.comparing(TlsCertificate::notAfter).thenComparing(TlsCertificate::listener);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("EXPIRY_001", "TLS Certificate Expiry")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.HEALTH)
          .entity(EntityType.SERVER)
          .parameters(Expiry.WARN_DAYS, Expiry.CRIT_DAYS)
          .requires(Section.VARZ)
          .remediation(
              "Put the new certificate and key in the place of the old ones and reload the server;"
                  + " then see why they were not renewed in time.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.11.12")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return context
        .servers(Section.VARZ, Server::config)
        .where(server -> !isWithoutTls(server))
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  /** A server that shows certificates and has none has no listener that would need one. */
  private static boolean isWithoutTls(Observed<ServerConfig> server) {
    ServerConfig config = server.value();
    return config.certificates().isEmpty()
        && !config.tlsRequired()
        && showsCertificates(server.server().version());
  }

  private static boolean showsCertificates(ServerVersion version) {
    return version.compareTo(SHOWN_FROM) >= 0
        || (version.major() == 2 && version.minor() == 11 && version.patch() >= 12);
  }

  private static void judge(
      CheckContext context, Observed<ServerConfig> server, Verdict<?> verdict) {
    ServerConfig config = server.value();
    TlsCertificate earliest = config.certificates().stream().min(EARLIEST).orElse(null);
    Expiry expiry = earliest == null ? null : new Expiry(earliest.notAfter(), context.now());
    if (earliest != null && expiry != null && expiry.isReported(context)) {
      report(context, earliest, expiry, config.certificates(), verdict);
    } else if (earliest == null && !showsCertificates(server.server().version())) {
      verdict.skip(
          SkipReason.NOT_IN_RELEASE, "servers show certificates from 2.11.12 and 2.12.4 on");
    } else if (config.tlsRequired()
        && config.certificates().stream().noneMatch(TlsCertificateExpiry::isOfClients)) {
      verdict.notEvaluable("clients must use TLS, and it shows no certificate for them");
    } else if (earliest != null && expiry != null) {
      expiry.forecast(
          verdict,
          context,
          "certificate of the " + Display.name(earliest.listener()) + " listener");
    }
  }

  private static boolean isOfClients(TlsCertificate certificate) {
    return certificate.listener().equals("client");
  }

  private static void report(
      CheckContext context,
      TlsCertificate earliest,
      Expiry expiry,
      List<TlsCertificate> all,
      Verdict<?> verdict) {
    expiry
        .describe(verdict.finding(), context)
        .with("listener", earliest.listener())
        .with(
            "certificates",
            all.stream().map(each -> each.listener() + " " + each.notAfter()).toList())
        .message(
            "certificate of the %s listener %s",
            Display.name(earliest.listener()), expiry.text(context));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            When a certificate expires nothing happens at first: connections that are open stay. \
            From then on nobody who verifies it can connect, so clients, routes, gateways or leaf \
            nodes that are cut for any reason do not come back, and a restart leaves the server \
            alone.""")
        .cause("Automatic renewal that fails, or renews a file that the server does not use.")
        .cause("A new file that was put in place without a reload: the server shows the old one.")
        .cause("A certificate that was made by hand, and the date forgotten.")
        .diagnose(
            "See the dates of all listeners.",
            "curl -s 'http://HOST:8222/varz' | jq '{client: .tls_cert_not_after, cluster: .cluster.tls_cert_not_after, gateway: .gateway.tls_cert_not_after, leafnode: .leaf.tls_cert_not_after, websocket: .websocket.tls_cert_not_after, mqtt: .mqtt.tls_cert_not_after}'")
        .diagnose(
            "See whether the file on disk is newer than what the server uses.",
            "openssl x509 -in SERVER_CERT.pem -noout -subject -enddate")
        .fix(
            "Replace certificate and key, then reload: nats-server --signal reload on its host, or nats server config reload SERVER_ID.")
        .fix("Let the renewal reload the server each time.")
        .fix("Before a chain changes too, give clients and servers the new authority first.")
        .question(
            "Must the server be restarted?",
            "No. After a reload new connections get the new certificate. Open ones are not touched.")
        .question(
            "Why is a server listed as not looked at?",
            "Its release does not show certificates. They are shown from 2.11.12, 2.12.4 and 2.14.0 on.")
        .limit(
            "Only the first certificate of each listener is shown. Intermediate and root certificates, and those that servers present as clients of remotes, are not.")
        .limit("The monitoring port uses the certificate of the client listener.")
        .limit(
            "The time left is counted from the time of the snapshot. A client with a wrong clock judges otherwise.")
        .related("EXPIRY_002", "JWTs of accounts that expire.")
        .related("SERVER_001", "Listeners that are not open.")
        .build();
  }
}
