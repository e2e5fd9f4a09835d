// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which deployment is looked at, and as whom. */
final class ConnectionOptions {

  private static final Pattern INBOX_PREFIX = Pattern.compile("[^\\s.*>]+(\\.[^\\s.*>]+)*\\.?");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Servers to connect to, separated by commas, such as nats://127.0.0.1:4222. One is"
              + " enough; the others are found over the system account.")
  private @Nullable String server;

  @Option(names = "--creds", paramLabel = "FILE", description = "Credentials file of a user.")
  private @Nullable Path credentials;

  @Option(names = "--nkey", paramLabel = "FILE", description = "File with the seed of a user.")
  private @Nullable Path nkey;

  @Option(names = "--user", paramLabel = "U", description = "Name of a user with a password.")
  private @Nullable String user;

  @Option(
      names = "--password-stdin",
      description = "Read the password, one line, from standard input.")
  private boolean passwordStdin;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "PEM file with the certificate authorities to trust.")
  private @Nullable Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM file with the client's certificate.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file with the certificate's key, not encrypted.")
  private @Nullable Path tlsKey;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "A context of the nats command, for whatever is not given here. None is used unless it"
              + " is named.")
  private @Nullable String context;

  @Option(
      names = "--inbox-prefix",
      paramLabel = "PREFIX",
      description =
          "Subject below which answers come, for a user who may subscribe to it and not to _INBOX.")
  private @Nullable String inboxPrefix;

  @Option(
      names = "--monitor",
      paramLabel = "URL",
      split = ",",
      description =
          "Monitoring ports such as http://127.0.0.1:8222, separated by commas. With --server or"
              + " --context they fill gaps; alone, only these servers are seen.")
  private List<URI> monitors = new ArrayList<>();

  @Mixin private final AccountOptions accounts = new AccountOptions();

  /** Whether any of the options is given. */
  boolean isAnyGiven() {
    return givesSource()
        || passwordStdin
        || givesLogin()
        || tls().isSet()
        || inboxPrefix != null
        || accounts.isAnyGiven();
  }

  /** Whether there is anything to look at. */
  boolean givesSource() {
    return givesServer() || !monitors.isEmpty();
  }

  /** Whether there is a server to connect to. */
  boolean givesServer() {
    return server != null || context != null;
  }

  List<URI> monitors() {
    return List.copyOf(monitors);
  }

  /** The accounts in which something is asked too. */
  AccountOptions accounts() {
    return accounts;
  }

  /** What the context says, and over it what the command line says. */
  NatsSettings settings(Terminal terminal) {
    requireSense();
    NatsSettings base =
        context == null ? NatsSettings.NONE : NatsContext.load(context, terminal.environment());
    return new NatsSettings(
        server == null ? base.url() : server,
        givesLogin() ? login(terminal) : base.login(),
        tls().isSet() ? tls() : base.tls(),
        base.tlsFirst(),
        inboxPrefix == null ? base.inboxPrefix() : inboxPrefix);
  }

  private NatsSettings.Tls tls() {
    return new NatsSettings.Tls(tlsCa, tlsCertificate, tlsKey);
  }

  private boolean givesLogin() {
    return credentials != null || nkey != null || user != null;
  }

  private Login login(Terminal terminal) {
    if (credentials != null) {
      return Login.credentials(credentials);
    }
    if (nkey != null) {
      return Login.nkey(nkey);
    }
    return Login.password(user == null ? "" : user, terminal.readPassword());
  }

  private void requireSense() {
    if (Stream.of(credentials, nkey, user).filter(each -> each != null).count() > 1) {
      throw CliException.usage("Only one of --creds, --nkey and --user can be given");
    }
    if ((user != null) != passwordStdin) {
      throw CliException.usage("--user and --password-stdin go together");
    }
    if (accounts.isAnyGiven() && !givesServer()) {
      throw CliException.usage("--account-creds goes with --server or --context");
    }
    if (inboxPrefix != null && !INBOX_PREFIX.matcher(inboxPrefix).matches()) {
      throw CliException.usage(
          "--inbox-prefix takes a subject without wildcards, such as _CHECKS or _INBOX.checks");
    }
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw CliException.usage("--tls-cert and --tls-key go together");
    }
  }
}
