// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture in a folder: {@code <server>/<endpoint>.json}, also {@code .json.gz}, and {@code .txt}
 * where a server answered with a text; {@code index.json} lists what was asked.
 *
 * <p>Files with {@code .t10} were taken later. With them there are two snapshots: the earlier one
 * has only the files without; the later one has those with, and of what was not asked twice
 * (health, accounts) the first answer, which says the same. What counts over time is so never newer
 * in the earlier snapshot, and does not move at all where there is one answer. A server that was
 * started anew in between keeps nothing of its earlier life.
 */
final class FolderCapture implements Capture {

  private static final String INDEX = "index.json";

  private final Path folder;
  private final List<RecordedSnapshot> snapshots;

  private FolderCapture(Path folder, List<RecordedSnapshot> snapshots) {
    this.folder = folder;
    this.snapshots = snapshots;
  }

  static FolderCapture open(Path folder, FolderTransport transport) throws IOException {
    if (!Files.isRegularFile(folder.resolve(INDEX))) {
      throw new IOException("The capture " + folder + " holds no " + INDEX + ".");
    }
    try (FolderContents contents = new FolderContents(folder)) {
      FolderIndex index = index(folder, contents);
      List<RecordedSnapshot> snapshots = new ArrayList<>();
      FolderAnswers answers = new FolderAnswers(index, transport, contents);
      String source = "capture " + folder.getFileName();
      answers.snapshot(false, source).ifPresent(snapshots::add);
      if (answers.hasLater()) {
        answers.snapshot(true, source).ifPresent(snapshots::add);
      }
      if (snapshots.isEmpty()) {
        throw new IOException("The capture " + folder + " holds no answer of any server.");
      }
      return new FolderCapture(folder, List.copyOf(snapshots));
    }
  }

  private static FolderIndex index(Path folder, FolderContents contents) throws IOException {
    try {
      return FolderIndex.read(contents.read(INDEX));
    } catch (IOException e) {
      throw new IOException(
          "The " + INDEX + " of the capture " + folder + " is damaged: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public List<RecordedSnapshot> snapshots() {
    return snapshots;
  }

  @Override
  public CaptureContents contents() throws IOException {
    return new FolderContents(folder);
  }
}
