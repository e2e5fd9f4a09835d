// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ApiAdvisoryDecoderTest {

  /** As 2.15.1 publishes it. */
  private static final String STREAM_INFO =
      """
      {"type":"io.nats.jetstream.advisory.v1.api_audit","id":"OcnZytVU9qMPvhwHOx8H5o",\
      "timestamp":"2026-11-21T12:27:54.846905691Z","server":"n1","client":{"start":"2026-11-21T12:27:54.5Z",\
      "host":"127.0.0.1","id":8,"acc":"ACME","user":"acme","name":"order-service","lang":"java","ver":"2.26.2",\
      "rtt":1729768,"server":"n1","kind":"Client","client_type":"nats"},"subject":"$JS.API.STREAM.INFO.MISSING",\
      "request":"{\\"password\\":\\"hunter2\\"}","response":"{\\"type\\":\\"io.nats.jetstream.api.v1.stream_info_response\\",\
      \\"error\\":{\\"code\\":404,\\"err_code\\":10059,\\"description\\":\\"stream not found\\"},\\"total\\":0}","domain":"hub"}\
      """;

  private static ApiFailure decode(String advisory) {
    return new ApiAdvisoryDecoder().decode(advisory.getBytes(UTF_8));
  }

  @Test
  void keepsServerOperationErrorAndClient() {
    assertThat(decode(STREAM_INFO))
        .isEqualTo(new ApiFailure("n1", "STREAM.INFO", 10059, "order-service"));
  }

  @Test
  void knowsNoClientWhereTheServerDoesNotSay() {
    String old = STREAM_INFO.replace("\"name\":\"order-service\",", "");
    assertThat(decode(old)).isEqualTo(new ApiFailure("n1", "STREAM.INFO", 10059, null));
  }

  @Test
  void callsOperationsAsTheirSubjects() {
    assertThat(decode(STREAM_INFO.replace("stream_info", "stream_msg_get")).operation())
        .isEqualTo("STREAM.MSG.GET");
  }

  @Test
  void takesTheGeneralCodeWhereThereIsNoOther() {
    assertThat(decode(STREAM_INFO.replace("\\\"err_code\\\":10059,", "")).errorCode())
        .isEqualTo(404);
  }

  @Test
  void isNothingWhereTheRequestSucceeded() {
    assertThat(decode(STREAM_INFO.replace("\\\"error\\\"", "\\\"config\\\""))).isNull();
    // An error deeper in the response is none of the request.
    assertThat(
            decode(
                STREAM_INFO.replace(
                    "\\\"error\\\":{\\\"code\\\":404",
                    "\\\"d\\\":{\\\"error\\\":{},\\\"code\\\":404")))
        .isNull();
  }

  @Test
  void isNothingWhereItIsNoAdvisory() {
    assertThat(decode("")).isNull();
    assertThat(decode("\\\"error\\\":{")).isNull();
    assertThat(decode(STREAM_INFO.replace("api_audit", "stream_action"))).isNull();
    assertThat(decode(STREAM_INFO.replace("stream_info_response", "DROP TABLE_response"))).isNull();
    assertThat(decode(STREAM_INFO.replace("\"server\":\"n1\"", "\"server\":1"))).isNull();
    assertThat(decode(STREAM_INFO.replace("10059", "-1"))).isNull();
  }

  @Test
  void cutsLongNames() {
    assertThat(decode(STREAM_INFO.replace("order-service", "x".repeat(100_000))).client())
        .isEqualTo("x".repeat(128) + "…");
  }

  @Property
  void neverThrowsOverACutOrDamagedAdvisory(
      @ForAll @IntRange(max = 700) int at, @ForAll byte other) {
    byte[] whole = STREAM_INFO.getBytes(UTF_8);
    byte[] damaged = whole.clone();
    damaged[Math.min(at, whole.length - 1)] = other;
    new ApiAdvisoryDecoder().decode(damaged);
    new ApiAdvisoryDecoder().decode(java.util.Arrays.copyOf(whole, at));
  }
}
