// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.history.HistoryStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What several auditors share. */
final class MemoryStore implements HistoryStore {

  private byte @Nullable [] data;
  private int saves;
  private Runnable beforeSaves = () -> {};

  int saves() {
    return saves;
  }

  /** Something that happens while it is written. */
  void beforeSaves(Runnable happening) {
    beforeSaves = happening;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public @Nullable InputStream open() {
    return data == null ? null : new ByteArrayInputStream(data);
  }

  @Override
  public void replace(Content content) throws IOException {
    beforeSaves.run();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    content.writeTo(out);
    data = out.toByteArray();
    saves++;
  }

  @Override
  public String setAside() {
    data = null;
    return "nowhere";
  }
}
