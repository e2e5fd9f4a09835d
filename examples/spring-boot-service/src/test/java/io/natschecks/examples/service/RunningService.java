// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import io.natschecks.core.monitor.AuditMonitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a port of its own. */
final class RunningService implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final URI address;

  private RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    this.address =
        URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  /** Starts it with further beans and properties. */
  static RunningService start(List<Class<?>> beans, String... properties) {
    List<Class<?>> sources = new ArrayList<>(beans);
    sources.add(NatsChecksService.class);
    return new RunningService(
        new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
            .run(
                Stream.concat(
                        Stream.of(
                            "server.port=0",
                            "natschecks.interval=200ms",
                            "natschecks.deadline=5s",
                            "natschecks.longest-pause=500ms"),
                        Stream.of(properties))
                    .map(each -> "--" + each)
                    .toArray(String[]::new)));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  AuditMonitor monitor() {
    return context.getBean(AuditMonitor.class);
  }

  HttpResponse<String> get(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(path, e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  PrometheusText metrics() {
    return PrometheusText.parse(get("/actuator/prometheus").body());
  }

  /** The lines of the server-sent events, as they come. */
  List<String> listen() {
    List<String> lines = new CopyOnWriteArrayList<>();
    CompletableFuture<HttpResponse<Stream<String>>> answer =
        CLIENT.sendAsync(
            HttpRequest.newBuilder(address.resolve("/findings/events")).build(),
            HttpResponse.BodyHandlers.ofLines());
    Thread reader =
        new Thread(
            () -> {
              answer.join().body().forEach(lines::add);
              lines.add("END");
            });
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  @Override
  public void close() {
    context.close();
  }
}
