// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileHistoryStoreTest {

  @TempDir Path folder;

  private Path file;
  private FileHistoryStore store;

  @BeforeEach
  void create() {
    file = folder.resolve("checks.history");
    store = FileHistoryStore.of(file);
  }

  @Test
  void thereIsNothingBeforeAnythingWasKept() throws Exception {
    assertThat(store.open()).isNull();
  }

  @Test
  void keepsTheLatestAndNothingBesideIt() throws Exception {
    keep("old, and longer");
    keep("new");

    assertThat(kept()).isEqualTo("new");
    assertThat(files()).containsExactly(file);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerCanReadIt() throws Exception {
    Files.writeString(file, "open to all");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    keep("new");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatFailsLeavesTheOldAlone() throws Exception {
    keep("old");

    assertThatThrownBy(
            () ->
                store.replace(
                    out -> {
                      out.write(new byte[1_000]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(kept()).isEqualTo("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void keepsEvenWhileTheThreadIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    keep("last words");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(kept()).isEqualTo("last words");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkStaysALink() throws Exception {
    Path real = folder.resolve("real");
    Files.writeString(real, "old");
    Files.createSymbolicLink(file, real);

    keep("new");

    assertThat(file).isSymbolicLink();
    assertThat(real).hasContent("new");
  }

  @Test
  void setsDamagedDataAside() throws Exception {
    keep("damaged");

    assertThat(store.setAside()).isEqualTo(file + ".damaged");
    assertThat(store.open()).isNull();
    assertThat(Path.of(file + ".damaged")).hasContent("damaged");

    keep("damaged again");
    store.setAside();
    assertThat(Path.of(file + ".damaged")).hasContent("damaged again");
  }

  @Test
  void namesTheDirectoryThatIsNotThere() {
    Path nowhere = folder.resolve("nowhere/checks.history");

    assertThatThrownBy(() -> FileHistoryStore.of(nowhere).replace(out -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no directory " + nowhere.getParent() + " to keep a history in");
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void namesTheDirectoryThatCannotBeWrittenTo() {
    assertThatThrownBy(() -> FileHistoryStore.of(Path.of("/proc/checks")).replace(out -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The directory /proc cannot be written to: ");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> FileHistoryStore.of(folder).open())
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " is no file that a history can be kept in");
  }

  private void keep(String text) throws IOException {
    store.replace(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String kept() throws IOException {
    try (InputStream in = store.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Stream<Path> files() throws IOException {
    return Files.list(folder);
  }
}
