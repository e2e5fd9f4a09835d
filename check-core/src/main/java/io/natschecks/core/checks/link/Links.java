// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.link;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Entity;
import io.natschecks.api.Observed;
import io.natschecks.api.Population;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections that servers report of links to others, each judged by itself. */
final class Links {

  private Links() {}

  /**
   * Finds all connections of a kind.
   *
   * @param section the section that lists them
   * @param links reads them from a server; null where the section is missing
   * @param naming names one
   */
  static <L> Population<Observed<L>> of(
      CheckContext context,
      Section section,
      Function<Server, @Nullable List<L>> links,
      Function<Observed<L>, Entity> naming) {
    List<Observed<L>> all = new ArrayList<>();
    for (Server server : context.current().servers()) {
      List<L> reported = links.apply(server);
      if (reported != null) {
        reported.forEach(link -> all.add(new Observed<>(server, link)));
      }
    }
    return context.over(all, naming, section);
  }
}
