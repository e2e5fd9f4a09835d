// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.core.simulation.Minutes.between;
import static io.natschecks.core.simulation.Simulation.timeOf;
import static io.natschecks.core.simulation.World.LONG_AGO;
import static io.natschecks.core.simulation.World.holding;
import static io.natschecks.core.simulation.World.labelOfStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.natschecks.api.Forecast;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams that fill up to their limit of 1 GiB, reported from nine tenths of it. */
class ForecastDayTest {

  private static final int END = 26 * 60;
  private static final long MIB = 1 << 20;

  /** What GROWING holds at the start, and gains in a minute. */
  private static final long START = 100;

  /** When it holds nine tenths of 1,024 MiB. */
  private static final double REACHED = 921.6 - START;

  private static Simulation day;

  @BeforeAll
  static void live() throws InterruptedException {
    day = Simulation.of("JETSTREAM_010").run(0, END, ForecastDayTest::at);
  }

  @AfterAll
  static void end() {
    day.close();
  }

  private static Snapshot at(int minute) {
    long jitter = (long) ((new Random(minute * 7_919L).nextDouble() - 0.5) * 40 * MIB);
    World world = World.at(minute);
    holds(world, "GROWING", (START + minute) * MIB);
    holds(world, "SLOW", START * MIB + minute * MIB / 8);
    holds(world, "NOISY", (START + minute) * MIB + jitter);
    holds(world, "NOISE", 500 * MIB + jitter);
    holds(world, "SHRINKING", Math.max(0, 900 * MIB - minute * MIB / 4));
    holds(world, "SAW", (700 + minute % 60) * MIB);
    holds(world, "PURGED", (minute < 600 ? START + minute : minute - 600) * MIB);
    return world.snapshot();
  }

  private static void holds(World world, String stream, long bytes) {
    world.addStream(stream, LONG_AGO, "ORDERS", config -> config, holding(bytes));
  }

  @Test
  void foreseesSteadyGrowthFromTheEighthOfTheTimeOnThatItTakes() {
    Map<Integer, Forecast> forecasts = forecastsOf("GROWING");

    int first = (int) Math.ceil(REACHED / 8);
    assertThat(minutesOf(forecasts)).isEqualTo(between(first, (int) REACHED));
    Instant expected = timeOf(0).plus(Duration.ofSeconds(Math.round(REACHED * 60)));
    assertThat(forecasts.values())
        .allSatisfy(
            forecast ->
                assertThat(forecast.at()).isCloseTo(expected, within(1, ChronoUnit.MINUTES)));
  }

  @Test
  void findsItWhenTheTimeHasCome() {
    assertThat(day.found("JETSTREAM_010"))
        .containsEntry(labelOfStream("GROWING"), between((int) Math.ceil(REACHED), END))
        .containsEntry(
            labelOfStream("PURGED"), between(600 + (int) Math.ceil(REACHED + START), END))
        .containsOnlyKeys(
            labelOfStream("GROWING"), labelOfStream("NOISY"), labelOfStream("PURGED"));
  }

  @Test
  void seesNoFurtherThanSevenTimesOfWhatItSaw() {
    double takes = REACHED * 8;

    assertThat(minutesOf(forecastsOf("SLOW"))).isEqualTo(between((int) Math.ceil(takes / 8), END));
  }

  @Test
  void noiseMovesTheTimeByNoMoreThanTheNoiseIs() {
    Map<Integer, Forecast> forecasts = forecastsOf("NOISY");

    assertThat(forecasts.keySet()).contains(200, 300, 400, 500, 600, 700);
    for (int minute = 400; minute < 780; minute++) {
      Forecast forecast = forecasts.get(minute);
      assertThat(forecast).as("at %s", minute).isNotNull();
      assertThat(forecast.at())
          .as("at %s", minute)
          .isCloseTo(timeOf((int) REACHED), within(45, ChronoUnit.MINUTES));
    }
  }

  @Test
  void foreseesNothingWithoutAClearTrend() {
    assertThat(forecastsOf("ORDERS")).isEmpty();
    assertThat(forecastsOf("NOISE")).isEmpty();
    assertThat(forecastsOf("SHRINKING")).isEmpty();
  }

  @Test
  void whatFallsBackEachHourIsTakenForGrowthInTheFirstHourOnly() {
    int first = (int) Math.ceil((921.6 - 700) / 8);

    assertThat(minutesOf(forecastsOf("SAW"))).isEqualTo(between(first, 59));
  }

  @Test
  void aPurgeEndsAForecastAtOnce() {
    Map<Integer, Forecast> forecasts = forecastsOf("PURGED");

    assertThat(forecasts).containsKey(599);
    assertThat(forecasts).doesNotContainKeys(600, 601, 610, 630, 660);
  }

  private static Map<Integer, Forecast> forecastsOf(String stream) {
    Map<Integer, Forecast> forecasts = new TreeMap<>();
    for (int minute = 0; minute <= END; minute++) {
      for (Forecast forecast : day.forecasts("JETSTREAM_010", minute)) {
        if (forecast.entity().label().equals(labelOfStream(stream))) {
          forecasts.put(minute, forecast);
        }
      }
    }
    return forecasts;
  }

  private static Minutes minutesOf(Map<Integer, Forecast> forecasts) {
    Minutes minutes = new Minutes();
    forecasts.keySet().forEach(minutes::add);
    return minutes;
  }
}
