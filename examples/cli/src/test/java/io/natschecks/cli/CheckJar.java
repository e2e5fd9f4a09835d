// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar with a check, as another project would build it. */
final class CheckJar {

  private static final String SOURCE =
      """
      package plugin;

      import io.natschecks.api.*;
      import io.natschecks.api.snapshot.*;

      public final class NAME implements Check {
        private static final Parameter<Long> MOST =
            Parameter.count("most", "connections").describedAs("Most").defaultValue(1000000L);
        private static final CheckDescriptor DESCRIPTOR =
            CheckDescriptor.of("CODE", "Check of a Plugin")
                .kind(Kind.OPERATIONAL)
                .severity(Severity.WARNING)
                .category(Category.SATURATION)
                .entity(EntityType.SERVER)
                .parameters(MOST)
                .requires(Section.VARZ)
                .remediation("Do something.")
                .runbook(Runbook.why("It matters.").build())
                .since("1.0")
                .build();

        @Override
        public CheckDescriptor descriptor() {
          return DESCRIPTOR;
        }

        @Override
        public CheckResult evaluate(CheckContext context) {
          long most = context.value(MOST);
          return context
              .servers(Section.VARZ, Server::statistics)
              .judge(
                  (server, verdict) -> {
                    if (server.value().connections() > most) {
                      verdict.finding().message("more than %d connections", most);
                    }
                  });
        }
      }
      """;

  private CheckJar() {}

  /** Writes a jar with a check in the package plugin that finds servers with many connections. */
  static void write(Path jar, String className, String code) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    compile(className, SOURCE.replace("NAME", className).replace("CODE", code), classes);
    try (JarOutputStream out = start(jar);
        Stream<Path> files = Files.walk(classes)) {
      provide(out, "plugin." + className);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  /** Writes a jar that promises a check and does not hold it. */
  static void writeProviderOnly(Path jar, String className) throws IOException {
    try (JarOutputStream out = start(jar)) {
      provide(out, className);
    }
  }

  private static JarOutputStream start(Path jar) throws IOException {
    OutputStream file = Files.newOutputStream(jar);
    return new JarOutputStream(file);
  }

  private static void provide(JarOutputStream out, String className) throws IOException {
    out.putNextEntry(new JarEntry("META-INF/services/" + Check.class.getName()));
    out.write(className.getBytes(StandardCharsets.UTF_8));
  }

  private static void compile(String className, String text, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String api = Check.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    List<String> options = List.of("-proc:none", "-cp", api, "-d", classes.toString());
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///plugin/" + className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
          }
        };
    assertThat(compiler.getTask(null, null, null, options, null, List.of(source)).call()).isTrue();
  }
}
