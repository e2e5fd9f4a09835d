// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a history while its host does not run. What is kept is one piece of data whose format is
 * the engine's business; the engine also detects when it is damaged.
 *
 * @since 0.1
 */
public interface HistoryStore {

  /**
   * Names the store.
   *
   * @return where it is, for people, without secrets
   */
  String name();

  /**
   * Opens what was kept last.
   *
   * @return the data, to be closed by the caller; null if nothing was ever kept
   * @throws IOException if it cannot be read
   */
  @Nullable InputStream open() throws IOException;

  /**
   * Keeps new data in place of the old. If that fails, the old data is still there.
   *
   * @param content writes the data
   * @throws IOException if it cannot be kept
   */
  void replace(Content content) throws IOException;

  /**
   * Puts data that turned out to be damaged where the next {@link #replace} does not reach it, for
   * people to look at. What was put there before may go.
   *
   * @return where it is now, for people, without secrets
   * @throws IOException if that fails; the data is still in its place then
   */
  String setAside() throws IOException;

  /**
   * Writes the data to be kept.
   *
   * @since 0.1
   */
  @FunctionalInterface
  interface Content {

    /**
     * Writes all of it.
     *
     * @param out where to; left open
     * @throws IOException if that fails
     */
    void writeTo(OutputStream out) throws IOException;
  }
}
