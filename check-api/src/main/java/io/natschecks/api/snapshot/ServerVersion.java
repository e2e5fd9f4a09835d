// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a server, ordered as releases are: 2.9.25 is older than 2.10.2, and a release
 * candidate is older than its release.
 *
 * @param text the version as the server writes it
 * @param major first number
 * @param minor second number
 * @param patch third number
 * @param preRelease what follows a hyphen, such as RC.1; empty for releases
 * @since 0.1
 */
public record ServerVersion(String text, int major, int minor, int patch, String preRelease)
    implements Comparable<ServerVersion> {

  /** The version of a server that does not tell it; older than every other. */
  public static final ServerVersion UNKNOWN = new ServerVersion("", 0, 0, 0, "");

  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:-([^+]*))?(?:\\+.*)?");

  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch)
          .thenComparing(version -> version.preRelease().isEmpty())
          .thenComparing(ServerVersion::preRelease)
          .thenComparing(ServerVersion::text);

  public ServerVersion {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(preRelease, "preRelease");
  }

  /**
   * Reads a version.
   *
   * @param text such as 2.10.27 or 2.12.0-RC.1
   * @return the version; one with the numbers 0.0.0 if the text has another form
   */
  public static ServerVersion parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return text.isBlank() ? UNKNOWN : new ServerVersion(text, 0, 0, 0, "");
    }
    return new ServerVersion(
        text.strip(),
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
        matcher.group(4) == null ? "" : matcher.group(4));
  }

  /**
   * Says whether the version is known.
   *
   * @return false if the server did not tell it
   */
  public boolean isKnown() {
    return major > 0 || minor > 0;
  }

  /**
   * Says whether this is a given minor release or a later one.
   *
   * @param wantedMajor first number
   * @param wantedMinor second number
   * @return true if the server has at least that release
   */
  public boolean isAtLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "unknown" : text;
  }
}
