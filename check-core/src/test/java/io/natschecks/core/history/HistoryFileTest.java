// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.core.history.HistoryFile.Reader;
import io.natschecks.core.history.HistoryFile.Section;
import io.natschecks.core.history.HistoryFile.Writer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryFileTest {

  private static final byte[] ONE = bytes(200_000, 1);
  private static final byte[] OTHER = bytes(100, 2);

  @Test
  void readsWhatWasWritten() throws Exception {
    byte[] file = file();

    assertThat(read("one", file)).isEqualTo(ONE);
    assertThat(read("other", file)).isEqualTo(OTHER);
    assertThat(read("nothing", file)).isEmpty();
  }

  @Test
  void aReaderMayStopEarly() throws Exception {
    byte[] first = new byte[4];
    HistoryFile.read(
        List.of(
            section("one", in -> in.read(first)),
            section("other", in -> assertThat(in.readAllBytes()).isEqualTo(OTHER))),
        new ByteArrayInputStream(file()));

    assertThat(first).isEqualTo(Arrays.copyOf(ONE, 4));
  }

  @Property(tries = 300)
  void noChangedByteIsOverlooked(
      @ForAll @IntRange(max = 199_999) int place, @ForAll @IntRange(min = 1, max = 255) int bits)
      throws Exception {
    byte[] file = file();
    file[place] ^= (byte) bits;

    assertThatThrownBy(() -> readAll(file)).isInstanceOf(DamagedHistoryException.class);
  }

  @Property(tries = 300)
  void noShorterFileIsTakenForWhole(@ForAll @IntRange(max = 200_000) int length) throws Exception {
    byte[] cut = Arrays.copyOf(file(), length);

    assertThatThrownBy(() -> readAll(cut)).isInstanceOf(DamagedHistoryException.class);
  }

  @Test
  void aForeignFileIsToldFromADamagedOne() throws Exception {
    assertThatThrownBy(() -> readAll("{\"some\": \"other file\"}".getBytes("UTF-8")))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessage("it is not a history of NATS Checks");
    assertThatThrownBy(() -> readAll(new byte[0])).hasMessage("it is not a history of NATS Checks");
    byte[] newer = file();
    newer[11] = 7;
    assertThatThrownBy(() -> readAll(newer)).hasMessageContaining("is of version 7");
    byte[] cut = Arrays.copyOf(file(), 1_000);
    assertThatThrownBy(() -> readAll(cut)).hasMessage("it ends too early");
  }

  @Test
  void aSectionThatIsMissedOrMakesNoSenseIsDamage() throws Exception {
    assertThatThrownBy(() -> read("third", file())).hasMessage("it lacks the section third");
    assertThatThrownBy(() -> readOther(in -> in.readFully(new byte[101])))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessage("it ends too early");
    assertThatThrownBy(() -> readOther(in -> List.of().get(in.readByte())))
        .isInstanceOf(DamagedHistoryException.class)
        .hasMessageStartingWith("it holds what cannot be");
  }

  @Test
  void troubleOfTheStreamIsNoDamage() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the link is down");
          }
        };

    assertThatThrownBy(() -> HistoryFile.read(List.of(), broken))
        .isNotInstanceOf(DamagedHistoryException.class)
        .hasMessage("the link is down");
  }

  private static byte[] file() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HistoryFile.write(
        List.of(
            new Section<Writer>("one", part -> part.write(ONE)),
            new Section<Writer>("other", part -> part.write(OTHER)),
            new Section<Writer>("nothing", part -> {})),
        out);
    return out.toByteArray();
  }

  private static byte[] read(String name, byte[] file) throws IOException {
    byte[][] read = new byte[1][];
    HistoryFile.read(
        List.of(section(name, in -> read[0] = in.readAllBytes())), new ByteArrayInputStream(file));
    return read[0];
  }

  private interface DataReader {
    void read(DataInputStream in) throws IOException;
  }

  private static void readOther(DataReader reader) throws IOException {
    HistoryFile.read(
        List.of(section("other", in -> reader.read(new DataInputStream(in)))),
        new ByteArrayInputStream(file()));
  }

  private static void readAll(byte[] file) throws IOException {
    HistoryFile.read(
        List.of(
            section("one", in -> in.readAllBytes()),
            section("other", in -> in.readAllBytes()),
            section("nothing", in -> in.readAllBytes())),
        new ByteArrayInputStream(file));
  }

  private static Section<Reader> section(String name, Reader reader) {
    return new Section<>(name, reader);
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
