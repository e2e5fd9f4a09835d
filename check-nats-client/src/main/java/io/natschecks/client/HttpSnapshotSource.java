// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.client.gather.GatherLimits;
import io.natschecks.client.gather.HttpGatherer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Takes snapshots of servers over their monitoring ports. Servers whose address is not given do not
 * exist for it. It sees servers that answer nothing over the system account, such as those in lame
 * duck mode.
 *
 * <p>At most four servers are asked at once, with one request each. A monitoring port that does not
 * answer makes its server {@linkplain Snapshot#silentServers() silent}.
 *
 * @since 0.1
 */
public final class HttpSnapshotSource extends GatheringSource {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  private HttpSnapshotSource(List<URI> addresses, HttpClient client, Clock clock) {
    super(
        new HttpGatherer(addresses, client, GatherLimits.DEFAULT, clock),
        clock,
        GatherLimits.DEFAULT.maxSubjects(),
        null);
  }

  private HttpSnapshotSource(HttpSnapshotSource source, CaptureFile capture) {
    super(source, capture);
  }

  /**
   * A source for given monitoring ports.
   *
   * @param addresses such as http://n1.example:8222, with the base path where one is configured;
   *     user and password in one are sent as basic authorization, and never shown
   * @return the source
   * @throws IllegalArgumentException if there is no address, or one that is not http or https
   */
  public static HttpSnapshotSource of(List<URI> addresses) {
    return of(
        addresses,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  /**
   * A source that uses a client of the host, such as one that trusts its own certificate authority.
   *
   * @param addresses such as https://n1.example:8222
   * @param client sends the requests; should have a connect timeout
   * @return the source
   * @throws IllegalArgumentException if there is no address, or one that is not http or https
   */
  public static HttpSnapshotSource of(List<URI> addresses, HttpClient client) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("at least one address is needed");
    }
    addresses.forEach(HttpSnapshotSource::requireHttp);
    return new HttpSnapshotSource(addresses, client, Clock.systemUTC());
  }

  private static void requireHttp(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    if (!List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
        || address.getHost() == null) {
      // Without the address itself, which may hold a password.
      throw new IllegalArgumentException(
          "the address of a monitoring port looks like http://n1.example:8222");
    }
  }

  /**
   * Records what is gathered.
   *
   * @param capture takes the answers of every snapshot; to be closed by the caller
   * @return a source that does the same as this one, and records
   */
  public HttpSnapshotSource recordTo(CaptureFile capture) {
    return new HttpSnapshotSource(this, capture);
  }
}
