// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a host sets. A key that is not known keeps the application from starting.
 *
 * @param enabled whether the deployment is audited at all
 * @param urls servers to connect to, as a user of the system account; one is enough
 * @param monitors monitoring ports such as http://n1.example:8222; they fill gaps, and without
 *     urls they are all that is seen
 * @param login who to be
 * @param tls how to make connections safe
 * @param interval from the start of an audit to the start of the next
 * @param deadline how long a snapshot may take; one whose servers end in the middle takes so long
 * @param longestPause how seldom a deployment that does not answer is asked
 * @param history where the history is kept
 * @param shared what several instances share
 * @param health how health is told
 * @param audit what {@code AuditConfig} reads; see {@link AuditProperties}
 */
@ConfigurationProperties(prefix = NatsChecksProperties.PREFIX, ignoreUnknownFields = false)
public record NatsChecksProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<String> urls,
    @DefaultValue List<String> monitors,
    @DefaultValue Login login,
    @DefaultValue Tls tls,
    @DefaultValue("1m") Duration interval,
    @DefaultValue("1m") Duration deadline,
    @DefaultValue("5m") Duration longestPause,
    @DefaultValue History history,
    @DefaultValue Shared shared,
    @DefaultValue HealthMapping health,
    @DefaultValue Map<String, String> audit) {

  static final String PREFIX = "natschecks";

  /**
   * Who to be: one of these, or nobody in particular.
   *
   * @param credentials credentials file of a user
   * @param nkey file with the seed of a user
   * @param user name of a user
   * @param password password of the user
   * @param token token in place of a user
   */
  public record Login(
      @Nullable Path credentials,
      @Nullable Path nkey,
      @Nullable String user,
      @Nullable String password,
      @Nullable String token) {

    /** Tells nothing secret. */
    @Override
    public String toString() {
      return "Login[not shown]";
    }
  }

  /**
   * How to make connections safe. An address that begins with tls:// is enough for servers whose
   * certificates the JVM trusts.
   *
   * @param bundle name of an SSL bundle of the application
   * @param first whether TLS begins before the server says anything
   */
  public record Tls(@Nullable String bundle, @DefaultValue("false") boolean first) {}

  /**
   * Where the history is kept: in a file, or in a bucket that instances share, or nowhere.
   *
   * @param file a file of this instance alone
   */
  public record History(@Nullable Path file) {}

  /**
   * What several instances share, in an account with JetStream, which the system account is not.
   * The buckets and the stream are created if they do not exist.
   *
   * @param urls servers to connect to; unless set, those that are audited
   * @param login who to be in that account
   * @param leaseBucket key-value bucket of the lease; unless set, this is the only instance
   * @param leaseLength how long after the death of the instance that audits another one goes on
   * @param historyBucket object store bucket of the history
   * @param eventStream stream to which findings are published, with subjects STREAM.events.&gt;
   * @param replicas copies of all of these, where they are created
   * @param deployment names the deployment, where buckets are shared by several
   * @param instance names this instance; unless set, host and process
   */
  public record Shared(
      @DefaultValue List<String> urls,
      @DefaultValue Login login,
      @Nullable String leaseBucket,
      @DefaultValue("30s") Duration leaseLength,
      @Nullable String historyBucket,
      @Nullable String eventStream,
      @DefaultValue("1") int replicas,
      @DefaultValue("nats") String deployment,
      @Nullable String instance) {}

  /**
   * How health is told.
   *
   * @param warning status of a deployment whose worst finding is a warning
   */
  public record HealthMapping(@DefaultValue("UP") WarningStatus warning) {}

  /** What a warning may be told as. */
  public enum WarningStatus {
    UP,
    OUT_OF_SERVICE,
    DOWN
  }
}
