// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acme.checks.Providers;

/** A folder of classes with a services file, as a host's plugin would bring them. */
final class ProviderFolder {

  private ProviderFolder() {}

  static URLClassLoader with(Path folder, Class<?>... providers) {
    return withLines(folder, Arrays.stream(providers).map(Class::getName).toList());
  }

  static URLClassLoader withLines(Path folder, List<String> servicesLines) {
    try {
      Path services = folder.resolve("META-INF/services");
      Files.createDirectories(services);
      Files.write(services.resolve(Check.class.getName()), servicesLines);
      Set<String> names =
          Stream.concat(
                  Stream.of(Providers.class), Arrays.stream(Providers.class.getDeclaredClasses()))
              .map(Class::getName)
              .filter(name -> !name.equals(Providers.Parent.class.getName()))
              .collect(Collectors.toSet());
      for (String name : names) {
        copy(folder, name.replace('.', '/') + ".class");
      }
      return new Plugin(folder.toUri().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path folder, String resource) throws IOException {
    Path target = folder.resolve(resource);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = Providers.class.getResourceAsStream("/" + resource)) {
      Files.copy(bytes, target);
    }
  }

  /** Takes the plugin's classes from the folder only. */
  private static final class Plugin extends URLClassLoader {

    Plugin(URL folder) {
      super(new URL[] {folder}, ProviderFolder.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.acme.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
