// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What a reader of Markdown sees in a document. */
final class Rendered extends AbstractVisitor {

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());

  private final List<String> texts = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final List<Node> traps = new ArrayList<>();
  private final List<String> shape = new ArrayList<>();

  private Rendered() {}

  static Rendered of(String markdown) {
    Rendered rendered = new Rendered();
    Parser.builder().extensions(EXTENSIONS).build().parse(markdown).accept(rendered);
    return rendered;
  }

  /** What stands outside of code, where a mention would work. */
  List<String> texts() {
    return texts;
  }

  List<String> codes() {
    return codes;
  }

  /** Links, images, HTML and blocks of code, of which these documents have none. */
  List<Node> traps() {
    return traps;
  }

  /** Headings, list items and tables in their order. */
  List<String> shape() {
    return shape;
  }

  @Override
  public void visit(Text text) {
    texts.add(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    codes.add(code.getLiteral());
  }

  @Override
  public void visit(Heading heading) {
    shape.add("heading " + heading.getLevel());
    visitChildren(heading);
  }

  @Override
  public void visit(ListItem item) {
    shape.add("item");
    visitChildren(item);
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      shape.add("table");
    }
    visitChildren(block);
  }

  @Override
  public void visit(Link link) {
    traps.add(link);
  }

  @Override
  public void visit(Image image) {
    traps.add(image);
  }

  @Override
  public void visit(HtmlInline html) {
    traps.add(html);
  }

  @Override
  public void visit(HtmlBlock html) {
    traps.add(html);
  }

  @Override
  public void visit(FencedCodeBlock code) {
    traps.add(code);
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    traps.add(code);
  }
}
