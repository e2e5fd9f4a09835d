// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.security.NoSuchAlgorithmException;

/**
 * A bucket or a stream of the host. What goes wrong there is told in one sentence for people.
 *
 * @param kind what it is, such as object store bucket
 * @param noun what it is for short, such as bucket
 * @param name its name
 */
record JetStreamPlace(String kind, String noun, String name) {

  static final int NO_SUCH_STREAM = 10059;
  static final int WRONG_LAST_SEQUENCE = 10071;

  private static final int NO_JETSTREAM_IN_ACCOUNT = 10039;
  private static final int NO_JETSTREAM = 10076;

  /** What it is called, such as bucket CHECKS. */
  String label() {
    return noun + " " + name;
  }

  interface Call<T> {
    T run()
        throws IOException, JetStreamApiException, InterruptedException, NoSuchAlgorithmException;
  }

  <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (JetStreamApiException e) {
      throw new IOException(sentence(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while using the " + label());
    } catch (FileSystemException e) {
      throw new IOException("A temporary file cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(
          "The "
              + label()
              + " cannot be used: JetStream did not answer, or the user may not ask it ("
              + e.getMessage()
              + ")",
          e);
    } catch (NoSuchAlgorithmException | RuntimeException e) {
      throw new IOException("The " + label() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private String sentence(JetStreamApiException e) {
    return switch (e.getApiErrorCode()) {
      case NO_SUCH_STREAM -> "There is no " + kind + " " + name + " in the account";
      case NO_JETSTREAM_IN_ACCOUNT, NO_JETSTREAM ->
          "The " + label() + " cannot be used: JetStream is not enabled for the account";
      default -> "The " + label() + " cannot be used: " + e.getErrorDescription();
    };
  }
}
