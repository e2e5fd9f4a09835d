// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Keeps what goes wrong on a connection, away from standard error, and says in one sentence why
 * there is none. The client library tells its listener more than the exception that it throws.
 */
final class ConnectionTrouble implements ErrorListener {

  private static final int MOST = 100;

  private static final Pattern REFUSAL =
      Pattern.compile("Permissions Violation for (Publish|Subscription) to \"([^\"]+)\"");

  private final String addresses;

  private final List<Throwable> met = new ArrayList<>();
  private final boolean hasCertificate;
  private volatile boolean certificateWanted;

  /**
   * Begins without any.
   *
   * @param hasCertificate whether the client has a certificate to show
   */
  ConnectionTrouble(List<String> addresses, boolean hasCertificate) {
    this.addresses = String.join(", ", addresses);
    this.hasCertificate = hasCertificate;
  }

  /** A server wants the client to show a certificate. */
  void certificateWanted() {
    certificateWanted = true;
  }

  /**
   * What the user was not allowed, each once.
   *
   * @param inboxPrefix what the subjects begin with to which answers go
   */
  synchronized List<String> refusals(String inboxPrefix) {
    return met.stream()
        .map(each -> REFUSAL.matcher(String.valueOf(each.getMessage())))
        .filter(Matcher::find)
        .map(
            refusal -> {
              String subject = refusal.group(2);
              return refusal.group(1).equals("Publish")
                  ? "publish to " + subject
                  : "subscribe to "
                      + (subject.startsWith(inboxPrefix) ? inboxPrefix + ">" : subject);
            })
        .distinct()
        .toList();
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception exception) {
    keep(exception);
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    keep(new IOException(error));
  }

  private synchronized void keep(Throwable problem) {
    if (met.size() < MOST) {
      met.add(problem);
    }
  }

  boolean isTlsRequired(IOException thrown) {
    return any(thrown, says("ssl required by server"));
  }

  synchronized CliException explained(IOException thrown) {
    met.stream().filter(each -> each != thrown).forEach(thrown::addSuppressed);
    return CliException.failed(sentence(thrown), thrown);
  }

  private String sentence(IOException thrown) {
    if (any(thrown, says("authentication expired"))) {
      return "The credentials for " + addresses + " have expired";
    }
    if (any(thrown, AuthenticationException.class::isInstance)
        || any(thrown, says("authorization violation"))) {
      return "The server at " + addresses + " refuses the credentials";
    }
    if (any(thrown, says("ssl connection wanted by client"))) {
      return "The server at " + addresses + " does not offer TLS";
    }
    if (any(thrown, says("certification path").or(says("trustanchors")))) {
      return "The certificate of "
          + addresses
          + " is not signed by a trusted authority; name yours with --tls-ca";
    }
    if (any(thrown, says("no subject alternative").or(says("no name matching")))) {
      return "The certificate of " + addresses + " is for another name";
    }
    if (any(thrown, says("certificate_expired").or(says("validity check failed")))) {
      return "The certificate of " + addresses + " has expired";
    }
    if (certificateWanted) {
      return "The server at "
          + addresses
          + (hasCertificate
              ? " does not accept the client's certificate"
              : " wants a certificate of the client; give one with --tls-cert and --tls-key");
    }
    if (any(thrown, SSLException.class::isInstance)) {
      return "No safe connection to " + addresses + " can be made with TLS";
    }
    if (any(thrown, UnknownHostException.class::isInstance)) {
      return "There is no host of the name in " + addresses;
    }
    if (any(thrown, says("connection refused"))) {
      return "Nothing listens at " + addresses;
    }
    return any(thrown, TimeoutException.class::isInstance)
        ? "No NATS server answers at " + addresses + " within 5 s"
        : "What listens at " + addresses + " does not answer as a NATS server does";
  }

  private static Predicate<Throwable> says(String words) {
    return problem ->
        problem.getMessage() != null
            && problem.getMessage().toLowerCase(Locale.ROOT).contains(words);
  }

  private synchronized boolean any(Throwable thrown, Predicate<Throwable> test) {
    Set<Throwable> seen = new HashSet<>();
    return Stream.concat(Stream.of(thrown), met.stream())
        .flatMap(
            problem ->
                Stream.iterate(
                    problem, each -> each != null && seen.add(each), Throwable::getCause))
        .anyMatch(test);
  }
}
