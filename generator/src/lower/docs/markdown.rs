//! CommonMark of documents -> wrapped [`Docs`] that cause no rustdoc warnings.
//!
//! Paragraphs, lists, code, emphasis, headings, absolute links and the equivalent HTML are kept. Everything else is text, such
//! as references without a target, and anything that rustdoc would read as a doc test or a link to an item.

use super::html::{self, Html};
use super::text::{one_line, printable};
use super::writer::{Writer, link_target};
use crate::ir::Docs;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};
use std::borrow::Cow;

/// Converts CommonMark to documentation.
pub(crate) fn from_common_mark(text: &str) -> Docs {
    if is_plain(text) {
        return from_text(text);
    }
    let text = printable(&without_indentation(text));
    let mut events = Events::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        events.event(event);
    }
    let Events { mut writer, html, .. } = events;
    html.finish(&mut writer);
    writer.finish()
}

/// Removes the indentation that all lines share. Descriptions are often indented as a whole, and rarely only a block of code.
fn without_indentation(text: &str) -> Cow<'_, str> {
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    match lines.map(indentation).min() {
        None | Some(0) => Cow::Borrowed(text),
        Some(shared) => {
            let lines = text.lines().map(|line| line.get(shared..).unwrap_or_default());
            Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Whether a text is a single line without markup. Most are, and need not be parsed.
fn is_plain(text: &str) -> bool {
    let is_mere = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;:'()/-".contains(&byte);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_mere)
}

/// Converts plain text to documentation.
pub(crate) fn from_text(text: &str) -> Docs {
    let mut writer = Writer::default();
    writer.text(&printable(text));
    writer.finish()
}

/// Converts a line of text, such as a summary, to a single paragraph. It keeps inline markup, but no blocks.
pub(crate) fn from_line(text: &str) -> Docs {
    let line = one_line(text);
    let begins_paragraph = matches!(Parser::new(&line).next(), Some(Event::Start(Tag::Paragraph)));
    let docs = if begins_paragraph { from_common_mark(&line) } else { Docs::default() };
    let is_paragraph = !docs.0.is_empty() && docs.0.iter().all(|line| !line.is_empty());
    if is_paragraph { docs } else { from_text(&html::strip(text)) }
}

/// Passes events of a CommonMark parser to a writer.
#[derive(Default)]
struct Events {
    writer: Writer,
    html: Html,
    /// The lines of the current HTML block.
    html_block: Option<String>,
    /// The target of the current link, if it is kept.
    link: Option<String>,
    /// Whether the current block is a code block.
    in_code: bool,
    /// The number of HTML elements outside each enclosing list, item and quote.
    outside: Vec<usize>,
    /// The number of open marks of emphasis.
    marks: usize,
    /// Whether the last event was a hard line break.
    after_break: bool,
    /// Whether the current line is an item of a list that is written as lines.
    in_line_item: bool,
}

impl Events {
    fn event(&mut self, event: Event<'_>) {
        if std::mem::take(&mut self.after_break) {
            return self.line(event);
        }
        let Self { writer, html, .. } = self;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => writer.code_lines(&text),
            Event::Text(text) => html.text(&text, writer),
            Event::Html(line) => match &mut self.html_block {
                Some(block) => block.push_str(&line),
                None => html.write(&line, writer),
            },
            Event::InlineHtml(tag) => html.write(&tag, writer),
            Event::Code(text) if html.is_verbatim() => html.text(&text, writer),
            Event::Code(text) => writer.code(&text),
            Event::SoftBreak | Event::HardBreak if html.is_verbatim() => html.text("\n", writer),
            Event::HardBreak if self.marks == 0 && self.link.is_none() => self.after_break = true,
            Event::SoftBreak | Event::HardBreak => writer.space(),
            Event::Rule => html.end_line(writer),
            // The parser's options disable these events.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                html.text(&text, writer);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    /// Handles the first event after a hard line break. The line becomes a paragraph, or an item if it begins with a bullet:
    /// documents write lists as lines, too.
    fn line(&mut self, event: Event<'_>) {
        let bullet = match &event {
            Event::Text(text) => text.strip_prefix(['*', '-', '•']),
            _ => None,
        };
        let item = bullet.filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let Self { writer, html, in_line_item, .. } = self;
        html.end_line(writer);
        let Some(item) = item else {
            self.end_line_list();
            return self.event(event);
        };
        if std::mem::replace(in_line_item, true) {
            writer.close_item();
        } else {
            writer.open_list(None);
        }
        writer.open_item();
        html.text(item.trim_start(), writer);
    }

    fn end_line_list(&mut self) {
        if std::mem::take(&mut self.in_line_item) {
            self.html.end_line(&mut self.writer);
            self.writer.close_item();
            self.writer.close_list();
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if !is_inline(&tag.to_end()) {
            self.end_line_list();
        }
        let Self { writer, html, outside, .. } = self;
        match tag {
            Tag::Paragraph => html.end_line(writer),
            Tag::HtmlBlock => {
                html.end_line(writer);
                self.html_block = Some(String::new());
            }
            Tag::Heading { level, .. } => {
                html.end_line(writer);
                writer.heading(matches!(level, HeadingLevel::H1 | HeadingLevel::H2));
            }
            Tag::BlockQuote(_) => {
                outside.push(html.enter(writer));
                writer.open_quote();
            }
            Tag::CodeBlock(_) => {
                html.end_line(writer);
                writer.open_code_block();
                self.in_code = true;
            }
            Tag::List(first) => {
                outside.push(html.enter(writer));
                writer.open_list(first);
            }
            Tag::Item => {
                outside.push(html.enter(writer));
                writer.open_item();
            }
            Tag::TableRow | Tag::TableHead => html.end_line(writer),
            Tag::TableCell => writer.space(),
            Tag::Emphasis => self.open_mark("*"),
            Tag::Strong => self.open_mark("**"),
            Tag::Link { dest_url, .. } if !html.is_verbatim() && !writer.is_in_link() => {
                self.link = link_target(&dest_url).map(str::to_owned);
                if self.link.is_some() {
                    writer.open_link();
                }
            }
            Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if !is_inline(&tag) {
            self.end_line_list();
        }
        let Self { writer, html, outside, .. } = self;
        match tag {
            TagEnd::BlockQuote(_) => {
                html.leave(outside.pop().unwrap_or_default(), writer);
                writer.close_quote();
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                writer.close_code_block();
            }
            TagEnd::List(_) => {
                html.leave(outside.pop().unwrap_or_default(), writer);
                writer.close_list();
            }
            TagEnd::Item => {
                html.leave(outside.pop().unwrap_or_default(), writer);
                writer.close_item();
            }
            TagEnd::Emphasis => self.close_mark("*"),
            TagEnd::Strong => self.close_mark("**"),
            TagEnd::Link => {
                if let Some(target) = self.link.take() {
                    writer.close_link(&target);
                }
            }
            TagEnd::HtmlBlock => {
                let block = self.html_block.take().unwrap_or_default();
                if !html::is_component(&block) {
                    html.write(&block, writer);
                }
                html.end_line(writer);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead => {
                html.end_line(writer);
            }
            TagEnd::TableCell => writer.close_cell(),
            TagEnd::Image
            | TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Opens emphasis, unless the text around it is code.
    fn open_mark(&mut self, mark: &str) {
        self.marks += 1;
        if !self.html.is_verbatim() {
            self.writer.open(mark);
        }
    }

    /// Closes emphasis, unless the text around it is code.
    fn close_mark(&mut self, mark: &str) {
        self.marks = self.marks.saturating_sub(1);
        if !self.html.is_verbatim() {
            self.writer.close(mark);
        }
    }
}

/// Whether a tag is part of a paragraph.
const fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        from_common_mark(text).0
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        let text = "Can be 'Group policy', 'Allowed' or \"Normal\". Limited to 255 bytes (snake_case stays).";
        assert_eq!(lines(text), [text]);
    }

    #[test]
    fn links_to_items_and_html_are_escaped() {
        assert_eq!(
            lines("an array[0] of <id> and `code`"),
            ["an array\\[0\\] of \\<id\\> and `code`"]
        );
        assert_eq!(lines("see https://example.com/a_b."), ["see <https://example.com/a_b>."]);
        assert_eq!(
            lines("see [the docs](https://example.com) or [this](#there)"),
            ["see [the docs](https://example.com) or this"]
        );
    }

    #[test]
    fn indentation_of_all_lines_is_not_code() {
        assert_eq!(lines("    The bed.\n\n    - one\n"), ["The bed.", "", "* one"]);
    }

    #[test]
    fn code_is_never_a_doc_test() {
        assert_eq!(lines("```\nlet x = 1;\n```"), ["```text", "let x = 1;", "```"]);
        assert_eq!(lines("Code:\n\n    panic!()\n"), ["Code:", "", "```text", "panic!()", "```"]);
    }

    #[test]
    fn lists_and_headings_are_kept() {
        assert_eq!(lines("Intro\n\n- one\n- two\n  more"), ["Intro", "", "* one", "* two more"]);
        assert_eq!(lines("# Title\n\ntext"), ["## Title", "", "text"]);
        assert_eq!(lines("1. a\n2. b"), ["1. a", "2. b"]);
        assert_eq!(lines("> a\n\nb\n\n> c\n>\n> d"), ["> a", "", "b", "", "> c", ">", "> d"]);
    }

    #[test]
    fn lists_written_as_lines_are_lists() {
        assert_eq!(
            lines(
                "One of:  \n\\* `all` - **all**.  \n\\* `none`  \nDefault: `all`  \nSee *a  \nb*."
            ),
            [
                "One of:",
                "",
                "* `all` - **all**.",
                "* `none`",
                "",
                "Default: `all`",
                "",
                "See *a b*."
            ]
        );
        assert_eq!(lines("- a  \n  • b\n- c"), ["* a", "  * b", "* c"]);
    }

    #[test]
    fn escapes_inside_words_are_removed() {
        assert_eq!(
            lines("the ISSUE\\_TEMPLATE and \\*this\\*"),
            ["the ISSUE_TEMPLATE and \\*this\\*"]
        );
    }

    #[test]
    fn a_line_keeps_inline_markup_only() {
        let line = |text| from_line(text).0;
        assert_eq!(line("Gets the `id`\nof *it*"), ["Gets the `id` of *it*"]);
        assert_eq!(line("# Gets <b>it</b>"), ["\\# Gets it"]);
        assert_eq!(line("<p>Gets it.</p>"), ["Gets it."]);
        assert_eq!(line("a<br>b"), ["a b"]);
    }

    #[test]
    fn words_at_the_start_of_a_line_begin_no_block() {
        let text = format!("{} - 1. # end", "word ".repeat(20));
        let wrapped = lines(&text);
        assert_eq!(wrapped.len(), 2, "{wrapped:?}");
        assert!(wrapped.iter().all(|line| !line.starts_with(['-', '#', '1'])), "{wrapped:?}");
    }

    #[test]
    fn invisible_characters_are_omitted() {
        assert_eq!(lines("a\u{202e}b\u{0}c\r\nd"), ["abc d"]);
    }
}
