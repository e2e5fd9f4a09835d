// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a configuration: what is written, read, and published as a schema. */
class ConfigFormTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Schema SCHEMA = schema();

  @Property(tries = 300)
  void whatIsWrittenReadsBackEqual(@ForAll("configs") AuditConfig config) {
    AuditConfig again = AuditConfig.fromJson(config.toJson());

    assertThat(again).isEqualTo(config).hasSameHashCodeAs(config).hasToString(config.toString());
  }

  @Property(tries = 300)
  void whatIsWrittenFitsTheSchema(@ForAll("configs") AuditConfig config) {
    assertThat(SCHEMA.validate(config.toJson(), InputFormat.JSON)).isEmpty();
  }

  /** The reader knows more than a schema can say, such as which checks there are. */
  @Property(tries = 1_000)
  void whatTheSchemaRefusesTheReaderRefuses(
      @ForAll("configs") AuditConfig config, @ForAll("mutations") Mutation mutation) {
    JsonNode tree = MAPPER.readTree(config.toJson());
    mutation.change(tree);
    String json = tree.toString();

    if (isRead(json)) {
      assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isEmpty();
    }
  }

  @Test
  void theSchemaIsClosedEverywhere() {
    for (String json :
        List.of(
            "{\"x\":1}",
            "{\"checks\":{\"ACME_001\":{\"x\":1}}}",
            "{\"checks\":{\"ACME_001\":{\"for\":[{\"match\":{\"account\":\"A\"},\"x\":1}]}}}",
            "{\"checks\":{\"ACME_001\":{\"for\":[{\"match\":{\"x\":\"A\"}}]}}}",
            "{\"suppressions\":[{\"code\":\"A_001\",\"reason\":\"r\",\"until\":\"2027-01-31\","
                + "\"x\":1}]}")) {
      assertThat(SCHEMA.validate(json, InputFormat.JSON)).as(json).isNotEmpty();
      assertThat(isRead(json)).as(json).isFalse();
    }
  }

  @Test
  void numbersOfAnyTypeAreTheSameValue() {
    AuditConfig read = AuditConfig.fromJson("{\"checks\":{\"A\":{\"parameters\":{\"p\":80}}}}");
    for (Object number : List.of(80, 80L, (short) 80, BigInteger.valueOf(80))) {
      assertThat(AuditConfig.builder().parameter("A", "p", number).build()).isEqualTo(read);
    }
    assertThat(AuditConfig.builder().parameter("A", "p", new BigDecimal("0.5")).build())
        .isEqualTo(AuditConfig.builder().parameter("A", "p", 0.5).build());
  }

  private static boolean isRead(String json) {
    try {
      AuditConfig.fromJson(json).validate(Configs.CHECKS);
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }

  /** Changes one value somewhere in a tree: takes it out, replaces it, or adds one beside it. */
  record Mutation(int place, int how, JsonNode value) {

    void change(JsonNode root) {
      List<JsonNode> parents = new ArrayList<>();
      collect(root, parents);
      JsonNode parent = parents.get(place % parents.size());
      if (parent instanceof ObjectNode object) {
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.isEmpty() ? "x" : names.get(place % names.size());
        switch (how) {
          case 0 -> object.remove(name);
          case 1 -> object.set(name, value);
          default ->
              object.set(name + "x", object.path(name).isMissingNode() ? value : object.get(name));
        }
      } else if (parent instanceof ArrayNode array) {
        array.add(value);
      }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
      if (node.isContainer()) {
        parents.add(node);
        node.forEach(child -> collect(child, parents));
      }
    }
  }

  @Provide
  Arbitrary<AuditConfig> configs() {
    return Configs.any();
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> values =
        Arbitraries.of(
            nodes.stringNode(""),
            nodes.stringNode(" "),
            nodes.stringNode("ACME_001"),
            nodes.stringNode("1s"),
            nodes.stringNode("CRITICAL"),
            nodes.stringNode("2027-13-01"),
            nodes.stringNode("true"),
            nodes.numberNode(0),
            nodes.numberNode(5),
            nodes.numberNode(1.5),
            nodes.booleanNode(true),
            nodes.nullNode(),
            nodes.arrayNode(),
            nodes.arrayNode().add(1),
            nodes.objectNode(),
            nodes.objectNode().put("account", "A"));
    return net.jqwik.api.Combinators.combine(
            Arbitraries.integers().between(0, 60), Arbitraries.integers().between(0, 2), values)
        .as(Mutation::new);
  }

  static Schema schema() {
    try (InputStream json = AuditConfig.class.getResourceAsStream("config.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
