// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.api.history.HistoryStore;
import io.natschecks.client.BucketHistoryStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A history in a bucket that may not be reachable yet. */
record SharedHistory(String name, Late<BucketHistoryStore> store) implements HistoryStore {

  @Override
  public @Nullable InputStream open() throws IOException {
    return store.get().open();
  }

  @Override
  public void replace(Content content) throws IOException {
    store.get().replace(content);
  }

  @Override
  public String setAside() throws IOException {
    return store.get().setAside();
  }
}
