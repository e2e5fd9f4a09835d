// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form in which a history is kept: a header with a version, then named sections, then an empty
 * name. A section is cut into blocks, each followed by the checksum (CRC32C) of all that came
 * before it, so that nobody reads a byte that is not as it was written, nor needs to hold a section
 * in memory.
 */
public final class HistoryFile {

  /** "NATSHIST". */
  private static final long MAGIC = 0x4e41545348495354L;

  private static final int VERSION = 1;

  private HistoryFile() {}

  /**
   * A part of what is kept.
   *
   * @param name names it among the others
   * @param content writes or reads it
   */
  public record Section<T>(String name, T content) {}

  /** Writes a section. */
  @FunctionalInterface
  public interface Writer {

    /**
     * Writes all of it.
     *
     * @param out where to; left open
     * @throws IOException if that fails
     */
    void write(OutputStream out) throws IOException;
  }

  /** Reads a section. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads all of it. What is read counts only once the whole file was read.
     *
     * @param in where from; ends with the section
     * @throws IOException if that fails
     */
    void read(InputStream in) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param sections what is in it
   * @param out where to; left open
   * @throws IOException if that fails
   */
  public static void write(List<Section<Writer>> sections, OutputStream out) throws IOException {
    DataOutputStream header = new DataOutputStream(out);
    header.writeLong(MAGIC);
    header.writeInt(VERSION);
    CheckedBlocks.Output blocks = new CheckedBlocks.Output(header);
    for (Section<Writer> section : sections) {
      writeName(section.name(), blocks);
      section.content().write(blocks);
      blocks.endPart();
    }
    writeName("", blocks);
    header.flush();
  }

  /**
   * Reads a file. Sections that nobody asks for are left out.
   *
   * @param sections what must be in it
   * @param in where from; left open
   * @throws DamagedHistoryException if it is not as it was written, or of another version
   * @throws IOException if it cannot be read
   */
  public static void read(List<Section<Reader>> sections, InputStream in) throws IOException {
    Map<String, Reader> wanted = new LinkedHashMap<>();
    sections.forEach(section -> wanted.put(section.name(), section.content()));
    readHeader(new DataInputStream(in));
    CheckedBlocks.Input blocks = new CheckedBlocks.Input(in);
    try {
      for (String name = readName(blocks); !name.isEmpty(); name = readName(blocks)) {
        Reader reader = wanted.remove(name);
        if (reader != null) {
          reader.read(blocks);
        }
        blocks.skipPart();
      }
    } catch (EOFException e) {
      throw new DamagedHistoryException("it ends too early", e);
    } catch (RuntimeException e) {
      throw new DamagedHistoryException("it holds what cannot be: " + e, e);
    }
    if (!wanted.isEmpty()) {
      throw new DamagedHistoryException(
          "it lacks the section " + wanted.keySet().iterator().next());
    }
  }

  private static void readHeader(DataInputStream in) throws IOException {
    int version;
    try {
      if (in.readLong() != MAGIC) {
        throw new DamagedHistoryException("it is not a history of NATS Checks");
      }
      version = in.readInt();
    } catch (EOFException e) {
      throw new DamagedHistoryException("it is not a history of NATS Checks", e);
    }
    if (version != VERSION) {
      throw new DamagedHistoryException(
          "it is of version " + version + " of its form, and this release reads " + VERSION);
    }
  }

  private static void writeName(String name, CheckedBlocks.Output blocks) throws IOException {
    new DataOutputStream(blocks).writeUTF(name);
    blocks.endPart();
  }

  private static String readName(CheckedBlocks.Input blocks) throws IOException {
    String name = new DataInputStream(blocks).readUTF();
    blocks.skipPart();
    return name;
  }
}
