// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can explain the findings of a check: a finding of another check that concerns the same
 * thing. A report then shows the one under the other, and counts the cause. A check declares its
 * causes, not its consequences: it knows what it rests on.
 *
 * <p>What a finding concerns is its own entity and what that belongs to: a consumer its stream,
 * account and JetStream domain ({@link EntityType#META_GROUP}), a connection its server and
 * cluster, a Raft group its stream or consumer. Other things it names in its evidence, such as the
 * server of a replica.
 *
 * @param code code of the check whose findings explain; nothing is explained if there is no such
 *     check
 * @param common type of the thing that both findings concern
 * @param evidence name of the evidence, one text or several, that names the thing in the finding to
 *     be explained; null if its entity does
 * @since 0.1
 */
public record Cause(String code, EntityType common, @Nullable String evidence) {

  public Cause {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(common, "common");
  }

  /**
   * A finding about the same thing, or about what the entity belongs to.
   *
   * @param code code of the other check
   * @param common type of the thing, such as {@link EntityType#STREAM} for a consumer's stream
   * @return the cause
   */
  public static Cause of(String code, EntityType common) {
    return new Cause(code, common, null);
  }

  /**
   * A finding about a thing that the evidence names.
   *
   * @param code code of the other check
   * @param common type of the thing: a server, a cluster or an account
   * @param evidence name of the evidence
   * @return the cause
   * @throws IllegalArgumentException if things of that type have no name that stands alone
   */
  public static Cause of(String code, EntityType common, String evidence) {
    switch (common) {
      case SERVER, CLUSTER, ACCOUNT -> {}
      default ->
          throw new IllegalArgumentException(
              "evidence names a server, a cluster or an account, not a " + common.label());
    }
    return new Cause(code, common, Objects.requireNonNull(evidence, "evidence"));
  }
}
