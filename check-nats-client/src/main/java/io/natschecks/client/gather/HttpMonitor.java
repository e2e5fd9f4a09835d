// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.reply.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one server over its monitoring port. */
final class HttpMonitor implements Asker {

  private static final ServerVersion RAFTZ = ServerVersion.parse("2.10.17");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** What a server without any Raft group answers, with status 404. */
  private static final String NO_RAFT = "No Raft nodes";

  private final HttpClient client;
  private final URI base;
  private final String label;
  private final @Nullable String authorization;
  private final Deadline deadline;

  HttpMonitor(HttpClient client, URI address, Deadline deadline) {
    this.client = client;
    this.base = withoutUserInfo(address);
    this.label = Addresses.withoutSecrets(address.toString());
    this.authorization = basic(address.getUserInfo());
    this.deadline = deadline;
  }

  private static URI withoutUserInfo(URI address) {
    String path = address.getPath() == null ? "" : address.getPath().replaceAll("/+$", "");
    try {
      return new URI(
          address.getScheme(), null, address.getHost(), address.getPort(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address of a monitoring port");
    }
  }

  private static @Nullable String basic(@Nullable String userInfo) {
    return userInfo == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public byte[] ask(MonitoringRequest request) throws Unanswered, InterruptedException {
    if (deadline.isOver()) {
      throw Unanswered.outOfTime();
    }
    HttpResponse<byte[]> response = send(request.pathAndQuery());
    int status = response.statusCode();
    if (status == 200 || (request.endpoint() == Endpoint.HEALTHZ && isJson(response.body()))) {
      return response.body();
    }
    String text = Json.excerpt(new String(response.body(), StandardCharsets.UTF_8));
    if (request.endpoint() == Endpoint.RAFTZ && text.startsWith(NO_RAFT)) {
      return response.body();
    }
    if (status == 404) {
      throw new Unanswered(Status.NOT_IN_RELEASE, "the monitoring port answered 404: " + text);
    }
    throw new Unanswered(Status.REFUSED, "the monitoring port answered " + status + ": " + text);
  }

  /** Bad health comes with an error status, and so do texts of proxies. */
  private static boolean isJson(byte[] body) {
    return body.length > 0 && body[0] == '{';
  }

  private HttpResponse<byte[]> send(String pathAndQuery) throws Unanswered, InterruptedException {
    Duration time = deadline.atMost(TIMEOUT);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + pathAndQuery)).timeout(time).GET();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), info -> new BoundedBody(GatherLimits.MAX_BODY));
    try {
      // The timeout of a request ends with its headers; this one also bounds the body.
      return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timedOut(time);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause(), time);
    } finally {
      answer.cancel(true);
    }
  }

  private Unanswered timedOut(Duration time) {
    return time.compareTo(TIMEOUT) < 0
        ? Unanswered.outOfTime()
        : new Unanswered(
            Status.TIMED_OUT, label + " did not answer within " + time.toSeconds() + " s");
  }

  private Unanswered unanswered(@Nullable Throwable cause, Duration time) {
    if (cause instanceof BoundedBody.TooLarge) {
      return Payloads.tooLarge(GatherLimits.MAX_BODY);
    }
    if (cause instanceof HttpTimeoutException) {
      return timedOut(time);
    }
    if (cause instanceof ConnectException) {
      return new Unanswered(Status.TIMED_OUT, "nothing listens at " + label);
    }
    // Messages of the client can quote what was received, and are not shown.
    String kind = cause instanceof IOException ? "broke" : "failed";
    return new Unanswered(Status.TIMED_OUT, "the connection to " + label + " " + kind);
  }

  @Override
  public boolean enveloped() {
    return false;
  }

  @Override
  public ServerVersion raftSince() {
    return RAFTZ;
  }
}
