// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A page that is open in a browser. */
final class Tab {

  private final DevTools tools;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch loaded = new CountDownLatch(1);

  private Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  static Tab open(DevTools tools, String address) {
    String target =
        tools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asString();
    String session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    Tab tab = new Tab(tools, session);
    tools.listen(session, tab::hear);
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Audits")) {
      tab.call(domain + ".enable", Map.of());
    }
    tab.call("Page.navigate", Map.of("url", address));
    return tab.afterLoad();
  }

  private Tab afterLoad() {
    try {
      if (!loaded.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the page does not load");
      }
      return this;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void hear(JsonNode event) {
    switch (event.get("method").asString()) {
      case "Page.loadEventFired" -> loaded.countDown();
      case "Network.requestWillBeSent" -> requests.add(event.at("/params/request/url").asString());
      // What the browser's own inspection finds is about the policy, or about fields of forms.
      case "Runtime.exceptionThrown",
          "Runtime.consoleAPICalled",
          "Log.entryAdded",
          "Audits.issueAdded" ->
          complaints.add(event.toString());
      default -> {}
    }
  }

  /** What the console shows: errors, and what the policy of the page turned away. */
  List<String> complaints() {
    return complaints;
  }

  /** The addresses that were asked for. */
  List<String> requests() {
    return requests;
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  /** Evaluates an expression; the policy of the page does not hold for the tools. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }
    return answer.get("result").path("value");
  }

  /** Presses a key as a user would. */
  void press(String key, String code, int keyCode, String text) {
    Map<String, Object> down =
        text.isEmpty()
            ? Map.of("type", "keyDown", "key", key, "code", code, "windowsVirtualKeyCode", keyCode)
            : Map.of(
                "type",
                "keyDown",
                "key",
                key,
                "code",
                code,
                "windowsVirtualKeyCode",
                keyCode,
                "text",
                text);
    call("Input.dispatchKeyEvent", down);
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", code, "windowsVirtualKeyCode", keyCode));
  }

  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void prefer(String colorScheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
  }

  void print(boolean on) {
    call("Emulation.setEmulatedMedia", Map.of("media", on ? "print" : ""));
  }

  void screenshot(Path file, int top, int height) throws IOException {
    int width = evaluate("innerWidth").asInt();
    String data =
        call(
                "Page.captureScreenshot",
                Map.of(
                    "captureBeyondViewport",
                    true,
                    "clip",
                    Map.of("x", 0, "y", top, "width", width, "height", height, "scale", 1)))
            .get("data")
            .asString();
    Files.write(file, Base64.getDecoder().decode(data));
  }
}
