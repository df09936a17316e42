//! In: CommonMark as documents write it. Out: [`Docs`], wrapped, that rustdoc takes without a warning.
//!
//! Paragraphs, lists, code, emphasis, headings and absolute links are kept. Everything else is text: HTML, references
//! that lead nowhere, and whatever rustdoc would take for a doc test or a link to an item.

use super::escape::{at_line_start, escape, escape_with_links};
use super::text::{code, printable};
use crate::ir::Docs;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The greatest number of characters of a line, the comment's sign and indentation aside.
const WIDTH: usize = 100;

/// The CommonMark of a document as documentation.
pub(crate) fn from_common_mark(text: &str) -> Docs {
    if is_plain(text) {
        return from_text(text);
    }
    let text = printable(text);
    let mut writer = Writer::default();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        writer.event(event);
    }
    writer.finish()
}

/// Whether a text is a line in which nothing could be markup. Most are, and need not be parsed.
fn is_plain(text: &str) -> bool {
    let is_mere = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.;:'()/-".contains(&byte);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_mere)
}

/// A line of plain text as documentation.
pub(crate) fn from_text(text: &str) -> Docs {
    let mut writer = Writer::default();
    writer.text(&printable(text));
    writer.finish()
}

/// Writes events back as Markdown.
#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// What every line begins with, for the lists and quotes around it.
    prefix: String,
    /// What the next line begins with instead, once.
    marker: Option<String>,
    /// Words of the paragraph at hand that have not been written.
    words: Vec<String>,
    /// Whether the next text continues the last word.
    joined: bool,
    /// The numbers of the lists around; none for bullets.
    lists: Vec<Option<u64>>,
    /// The target of the link at hand; none, where it is not kept.
    link: Option<String>,
    /// Whether the text at hand is a block of code.
    in_code: bool,
    /// Whether the last block was the item of a list, which the next follows without a gap.
    tight: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                for line in text.trim_end_matches('\n').split('\n') {
                    self.line(&line.replace("```", "'''").replace('\t', "    "));
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.word(&code(&text)),
            Event::SoftBreak | Event::HardBreak => self.joined = false,
            Event::Rule => self.block(),
            // Off by the options, or not in the text that rustdoc is given.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block(),
            Tag::Heading { level, .. } => {
                self.block();
                // The item's own headings, `# Example`, stay above those of its description.
                let depth = match level {
                    HeadingLevel::H1 | HeadingLevel::H2 => "##",
                    _ => "###",
                };
                self.word(depth);
                self.joined = false;
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.gap();
                self.prefix.push_str("> ");
                self.tight = true;
            }
            Tag::CodeBlock(_) => {
                self.block();
                self.gap();
                self.line("```text");
                self.in_code = true;
            }
            Tag::List(first) => {
                self.block();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.block();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number += 1;
                        marker
                    }
                    _ => "* ".to_owned(),
                };
                self.marker = Some(format!("{}{marker}", self.prefix));
                self.prefix.push_str(&" ".repeat(marker.len()));
                self.tight = true;
            }
            Tag::TableRow | Tag::TableHead => self.block(),
            Tag::TableCell => self.joined = false,
            Tag::Emphasis => self.open("*"),
            Tag::Strong => self.open("**"),
            Tag::Link { dest_url, .. } => {
                let kept = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                let safe =
                    !dest_url.contains(|c: char| c.is_whitespace() || "<>()[]\\`".contains(c));
                self.link = (kept && safe).then(|| dest_url.into_string());
                if self.link.is_some() {
                    self.open("[");
                }
            }
            Tag::Image { .. }
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
        match tag {
            TagEnd::BlockQuote(_) => {
                self.block();
                self.prefix.truncate(self.prefix.len().saturating_sub(2));
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.line("```");
            }
            TagEnd::List(_) => {
                self.block();
                self.lists.pop();
                self.tight = !self.lists.is_empty();
            }
            TagEnd::Item => {
                self.block();
                if let Some(marker) = self.marker.take() {
                    self.lines.push(marker.trim_end().to_owned());
                }
                let indent = match self.lists.last() {
                    Some(Some(number)) => format!("{}. ", number.saturating_sub(1)).len(),
                    _ => 2,
                };
                self.prefix.truncate(self.prefix.len().saturating_sub(indent));
                self.tight = true;
            }
            TagEnd::Emphasis => self.close("*"),
            TagEnd::Strong => self.close("**"),
            TagEnd::Link => {
                if let Some(target) = self.link.take() {
                    self.close(&format!("]({target})"));
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => self.block(),
            TagEnd::TableCell => {
                self.joined = false;
                self.word("\\|");
                self.joined = false;
            }
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

    /// Text of the document, escaped, its words apart.
    fn text(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.joined = false;
        }
        for word in text.split_whitespace() {
            let word = if self.link.is_some() { escape(word) } else { escape_with_links(word) };
            self.word(&word);
            self.joined = false;
        }
        self.joined = !text.ends_with(char::is_whitespace) && !text.is_empty();
    }

    /// The opening of emphasis or of a link: the next text follows at once.
    fn open(&mut self, mark: &str) {
        self.word(mark);
        self.joined = true;
    }

    /// The end of emphasis or of a link: it follows at once.
    fn close(&mut self, mark: &str) {
        self.joined = true;
        self.word(mark);
    }

    fn word(&mut self, word: &str) {
        match self.words.last_mut() {
            Some(last) if self.joined => last.push_str(word),
            _ => self.words.push(word.to_owned()),
        }
        self.joined = true;
    }

    /// Ends the block at hand: its words are wrapped into lines.
    fn block(&mut self) {
        self.joined = false;
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        self.gap();
        let mut line = String::new();
        for word in words {
            if !line.is_empty()
                && self.prefix.len() + line.chars().count() + word.chars().count() >= WIDTH
            {
                self.line(&std::mem::take(&mut line));
            }
            if line.is_empty() {
                line = at_line_start(&word);
            } else {
                line.push(' ');
                line.push_str(&word);
            }
        }
        self.line(&line);
    }

    /// An empty line between blocks, but not between the items of a list.
    fn gap(&mut self) {
        let tight = std::mem::take(&mut self.tight);
        if !self.lines.is_empty() && !tight {
            self.lines.push(self.prefix.trim_end().to_owned());
        }
    }

    fn line(&mut self, line: &str) {
        let start = self.marker.take().unwrap_or_else(|| self.prefix.clone());
        self.lines.push(format!("{start}{line}").trim_end().to_owned());
    }

    fn finish(mut self) -> Docs {
        self.block();
        Docs(self.lines)
    }
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
    fn what_rustdoc_would_read_as_links_or_html_is_text() {
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
    fn words_at_the_start_of_a_line_begin_no_block() {
        let text = format!("{} - 1. # end", "word ".repeat(20));
        let wrapped = lines(&text);
        assert_eq!(wrapped.len(), 2, "{wrapped:?}");
        assert!(wrapped.iter().all(|line| !line.starts_with(['-', '#', '1'])), "{wrapped:?}");
    }

    #[test]
    fn what_is_not_seen_is_left_out() {
        assert_eq!(lines("a\u{202e}b\u{0}c\r\nd"), ["abc d"]);
    }
}
