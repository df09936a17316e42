//! HTML in descriptions -> Markdown with the same meaning. Unknown tags such as `<id>` are text.

mod tokens;

use super::writer::{Writer, link_target};
use tokens::{Token, attribute, decode, ends_block, tokens};

/// An open element.
enum Element {
    /// `<b>`, `<em>`: the closing mark.
    Emphasis(&'static str),
    /// `<a>`: the target.
    Link(String),
    List,
    Item,
    Quote,
    /// Inline code, collected until its end.
    Code(String),
    /// A code block, collected until its end.
    Preformatted(String),
    /// A script or a style, which is omitted.
    Hidden,
}

/// The open HTML elements in a text.
#[derive(Default)]
pub(super) struct Html {
    open: Vec<Element>,
    /// The number of elements opened outside the current list or quote. Closing tags inside it do not close them.
    outside: usize,
}

impl Html {
    /// Enters a list, an item or a quote of Markdown.
    pub(super) fn enter(&mut self, writer: &mut Writer) -> usize {
        self.end_line(writer);
        std::mem::replace(&mut self.outside, self.open.len())
    }

    /// Leaves it. `outside` is the result of [`Self::enter`].
    pub(super) fn leave(&mut self, outside: usize, writer: &mut Writer) {
        self.close_to(self.outside, writer);
        self.outside = outside;
    }

    /// Closes all elements.
    pub(super) fn finish(mut self, writer: &mut Writer) {
        self.close_to(0, writer);
    }

    /// Writes HTML: an inline tag, or the lines of a block.
    pub(super) fn write(&mut self, html: &str, writer: &mut Writer) {
        for token in tokens(html) {
            match token {
                Token::Text(text) => self.text(&decode(text), writer),
                Token::Open(name, attributes) => self.open(&name, attributes, writer),
                Token::Close(name) => self.close(&name, writer),
            }
        }
    }

    /// Writes text according to the innermost open element.
    pub(super) fn text(&mut self, text: &str, writer: &mut Writer) {
        match self.open.last_mut() {
            Some(Element::Code(code) | Element::Preformatted(code)) => code.push_str(text),
            Some(Element::Hidden) => {}
            _ => writer.text(text),
        }
    }

    /// Whether the text is code, in which Markdown has no meaning.
    pub(super) fn is_verbatim(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Element::Code(_) | Element::Preformatted(_) | Element::Hidden)
        )
    }

    fn open(&mut self, name: &str, attributes: &str, writer: &mut Writer) {
        if self.is_verbatim() {
            return;
        }
        match name {
            "b" | "strong" => self.emphasis("**", writer),
            "i" | "em" => self.emphasis("*", writer),
            "a" => {
                let in_link = writer.is_in_link();
                let href = attribute(attributes, "href").map(decode);
                if let Some(target) = href.as_deref().and_then(link_target).filter(|_| !in_link) {
                    writer.open_link();
                    self.open.push(Element::Link(target.to_owned()));
                }
            }
            "code" | "kbd" | "samp" | "tt" => self.open.push(Element::Code(String::new())),
            "pre" => {
                self.end_line(writer);
                self.open.push(Element::Preformatted(String::new()));
            }
            "script" | "style" => self.open.push(Element::Hidden),
            "ul" | "ol" => {
                self.end_line(writer);
                writer.open_list((name == "ol").then_some(1));
                self.open.push(Element::List);
            }
            "li" => {
                self.close("li", writer);
                self.end_line(writer);
                if matches!(self.open.last(), Some(Element::List)) {
                    writer.open_item();
                    self.open.push(Element::Item);
                }
            }
            "blockquote" => {
                self.end_line(writer);
                writer.open_quote();
                self.open.push(Element::Quote);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line(writer);
                writer.heading(matches!(name, "h1" | "h2"));
            }
            _ if ends_block(name) => self.end_line(writer),
            _ => {}
        }
    }

    fn emphasis(&mut self, mark: &'static str, writer: &mut Writer) {
        let is_open = |open: &Element| matches!(open, Element::Emphasis(other) if *other == mark);
        if !self.open.iter().any(is_open) {
            writer.open(mark);
            self.open.push(Element::Emphasis(mark));
        }
    }

    /// Closes an element, and all open elements inside it.
    fn close(&mut self, name: &str, writer: &mut Writer) {
        let is_it = |open: &Element| match open {
            Element::Emphasis(mark) => {
                matches!((*mark, name), ("**", "b" | "strong") | ("*", "i" | "em"))
            }
            Element::Link(_) => name == "a",
            Element::List => matches!(name, "ul" | "ol"),
            Element::Item => name == "li",
            Element::Quote => name == "blockquote",
            Element::Code(_) => matches!(name, "code" | "kbd" | "samp" | "tt"),
            Element::Preformatted(_) => name == "pre",
            Element::Hidden => matches!(name, "script" | "style"),
        };
        // A closing tag of an item belongs to the innermost list.
        let innermost = match name {
            "li" => self.open.iter().rposition(|open| matches!(open, Element::List)),
            _ => None,
        };
        let found =
            self.open.iter().rposition(is_it).filter(|found| {
                *found >= self.outside && innermost.is_none_or(|list| *found > list)
            });
        match found {
            Some(depth) => self.close_to(depth, writer),
            None if self.is_verbatim() => {}
            None if matches!(name, "td" | "th") => writer.close_cell(),
            None if ends_block(name) => self.end_line(writer),
            None => {}
        }
    }

    /// Closes all elements but the outermost `depth`.
    fn close_to(&mut self, depth: usize, writer: &mut Writer) {
        while self.open.len() > depth
            && let Some(element) = self.open.pop()
        {
            match element {
                Element::Emphasis(mark) => writer.close(mark),
                Element::Link(target) => writer.close_link(&target),
                Element::List => writer.close_list(),
                Element::Item => writer.close_item(),
                Element::Quote => writer.close_quote(),
                Element::Code(code) => writer.code(&code),
                Element::Preformatted(code) => {
                    writer.open_code_block();
                    writer.code_lines(code.trim_matches('\n'));
                    writer.close_code_block();
                }
                Element::Hidden => {}
            }
        }
    }

    /// Ends the current block, and closes all elements in it except lists and quotes.
    pub(super) fn end_line(&mut self, writer: &mut Writer) {
        let holds_blocks =
            |open: &Element| matches!(open, Element::List | Element::Item | Element::Quote);
        let last = self.open.iter().rposition(holds_blocks).map_or(0, |last| last + 1);
        self.close_to(last.max(self.outside), writer);
        writer.block();
    }
}

/// Whether an HTML block is a tag of a component of the documentation's website: `<Message warning>`, `</Message>`.
pub(super) fn is_component(block: &str) -> bool {
    let tag = block.trim().strip_prefix('<').and_then(|tag| tag.strip_suffix('>'));
    tag.is_some_and(|tag| {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with(|c: char| c.is_ascii_uppercase()) && !tag.contains(['<', '>'])
    })
}

/// Removes the tags from HTML.
pub(super) fn strip(html: &str) -> String {
    let pieces = tokens(html).into_iter().map(|token| match token {
        Token::Text(text) => text,
        Token::Open(name, _) | Token::Close(name) if ends_block(&name) => "\n",
        Token::Open(..) | Token::Close(_) => "",
    });
    decode(&pieces.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::docs::from_common_mark;

    fn lines(text: &str) -> Vec<String> {
        from_common_mark(text).0
    }

    #[test]
    fn paragraphs_emphasis_code_and_links_become_markdown() {
        assert_eq!(
            lines(
                "<p>Retrieves <b>the</b> <code>id</code> &amp; more.</p>\n\n<p>See <a href=\"https://example.com/a?b=c\">the <em>docs</em></a>.<br/>Next</p>"
            ),
            [
                "Retrieves **the** `id` \\& more.",
                "",
                "See [the *docs*](https://example.com/a?b=c).",
                "",
                "Next",
            ]
        );
        assert_eq!(
            lines("A <strong>new</strong> <code>*id*</code> &lt;b&gt;"),
            ["A **new** `id` \\<b\\>"]
        );
    }

    #[test]
    fn lists_and_blocks_of_code_become_markdown() {
        assert_eq!(
            lines(
                "<p>One of:</p><ul><li>a<li><b>b</b></ul><ol><li>c</li></ol>d<pre><code>let x = 1;\n  &lt;y&gt;</code></pre>"
            ),
            [
                "One of:",
                "",
                "* a",
                "* **b**",
                "",
                "1. c",
                "",
                "d",
                "",
                "```text",
                "let x = 1;",
                "  <y>",
                "```",
            ]
        );
    }

    #[test]
    fn unknown_tags_are_text() {
        assert_eq!(lines("a <id> < b <a-b> <p"), ["a \\<id\\> \\< b \\<a-b\\> \\<p"]);
    }

    #[test]
    fn tags_of_components_on_lines_of_their_own_are_omitted() {
        assert_eq!(lines("<Message warning>\n\nCare.\n\n</Message>"), ["Care."]);
        assert_eq!(lines("<Pay> waits."), ["\\<Pay\\> waits."]);
    }

    #[test]
    fn hostile_html_cannot_escape_its_block() {
        // Code blocks are never doc tests, and unclosed ones are closed.
        assert_eq!(
            lines("<pre>```\n```rust\nboom()"),
            ["```text", "'''", "'''rust", "boom()", "```"]
        );
        assert_eq!(lines("<b>a <code>`b`\n\nc"), ["**a `b`**", "", "c"]);
        // Only absolute URLs that cannot end the link are linked.
        assert_eq!(lines("<a href=\"javascript:x\">a</a>"), ["a"]);
        assert_eq!(lines("<a href=\"https://x/)[y](z\">a</a>"), ["a"]);
        // Entities cannot change the direction of the text.
        assert_eq!(lines("<p>a&#x202e;b</p>"), ["ab"]);
        assert_eq!(lines("a&#x202e;b"), ["ab"]);
        assert_eq!(lines("a <script>alert(1)</script> b"), ["a b"]);
        // Elements may be closed in another block than they were opened in.
        assert_eq!(lines("- <ul><li>a\n- b</ul></li>\n\nc"), ["* * a", "* b", "", "c"]);
    }

    #[test]
    fn a_summary_has_no_tags() {
        assert_eq!(strip("<p>Gets <b>it</b> &amp; <id>.</p>").trim(), "Gets it & <id>.");
    }
}
