//! Blocks, words and marks -> wrapped lines of Markdown.
//!
//! Each line has the prefix of its lists and quotes, and all text is escaped.

use super::escape::{at_line_start, escape, escape_with_links};
use super::text::{code, is_invisible, printable};
use crate::ir::Docs;

/// The maximum width of a line, without indentation and `///`.
const WIDTH: usize = 100;

/// Writes Markdown.
#[derive(Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    /// The prefix of every line in the current lists and quotes.
    prefix: String,
    /// The prefix of the next line only, such as the bullet of an item.
    marker: Option<String>,
    /// The pending words of the current block.
    words: Vec<String>,
    /// Whether the next text joins the last word.
    joined: bool,
    /// The next numbers of the enclosing lists, `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Whether the current text is inside a link.
    in_link: bool,
    /// Whether the last block was a list item, which the next item follows without an empty line.
    tight: bool,
}

impl Writer {
    /// Writes text of the document.
    pub(super) fn text(&mut self, text: &str) {
        // Entities may encode invisible characters.
        let text = &*printable(text);
        if text.is_empty() {
            return;
        }
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for word in text.split_whitespace() {
            let word = if self.in_link { escape(word) } else { escape_with_links(word) };
            self.word(&word);
            self.space();
        }
        self.joined = !text.ends_with(char::is_whitespace);
    }

    /// Ends the current word.
    pub(super) fn space(&mut self) {
        self.joined = false;
    }

    /// Opens emphasis. The next text joins the mark.
    pub(super) fn open(&mut self, mark: &str) {
        self.word(mark);
        self.joined = true;
    }

    /// Closes emphasis. The mark joins the last text.
    pub(super) fn close(&mut self, mark: &str) {
        self.joined = true;
        self.word(mark);
    }

    /// Opens a link.
    pub(super) fn open_link(&mut self) {
        self.open("[");
        self.in_link = true;
    }

    /// Whether a link is open.
    pub(super) fn is_in_link(&self) -> bool {
        self.in_link
    }

    /// Closes a link. The target must come from [`link_target`].
    pub(super) fn close_link(&mut self, target: &str) {
        self.in_link = false;
        self.close(&format!("]({target})"));
    }

    /// Writes a word of Markdown without escaping it.
    pub(super) fn word(&mut self, word: &str) {
        match self.words.last_mut() {
            Some(last) if self.joined => last.push_str(word),
            _ => self.words.push(word.to_owned()),
        }
        self.joined = true;
    }

    /// Writes inline code.
    pub(super) fn code(&mut self, text: &str) {
        self.word(&code(text));
    }

    /// Begins a heading, at a lower level than the generated headings such as `# Example`.
    pub(super) fn heading(&mut self, is_high: bool) {
        self.block();
        self.word(if is_high { "##" } else { "###" });
        self.space();
    }

    /// Begins a code block that is not a doc test.
    pub(super) fn open_code_block(&mut self) {
        self.block();
        self.gap();
        self.line("```text");
    }

    /// Writes lines of a code block.
    pub(super) fn code_lines(&mut self, text: &str) {
        for line in text.trim_end_matches('\n').split('\n') {
            self.line(&line.replace("```", "'''").replace('\t', "    "));
        }
    }

    pub(super) fn close_code_block(&mut self) {
        self.line("```");
    }

    pub(super) fn open_quote(&mut self) {
        self.block();
        self.gap();
        self.prefix.push_str("> ");
        self.tight = true;
    }

    pub(super) fn close_quote(&mut self) {
        self.block();
        self.prefix.truncate(self.prefix.len().saturating_sub(2));
    }

    /// Begins a list. An ordered list has the number of its first item.
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.block();
        if self.lists.is_empty() {
            self.gap();
        }
        self.lists.push(first);
    }

    pub(super) fn close_list(&mut self) {
        self.block();
        self.lists.pop();
        self.tight = !self.lists.is_empty();
    }

    pub(super) fn open_item(&mut self) {
        self.block();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "* ".to_owned(),
        };
        // The first item of a nested list may share the line of its parent item.
        let start = self.marker.take().unwrap_or_else(|| self.prefix.clone());
        self.marker = Some(format!("{start}{marker}"));
        self.prefix.push_str(&" ".repeat(marker.len()));
        self.tight = true;
    }

    pub(super) fn close_item(&mut self) {
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

    /// Ends a table cell.
    pub(super) fn close_cell(&mut self) {
        self.space();
        self.word("\\|");
        self.space();
    }

    /// Ends the current block, and wraps its words into lines.
    pub(super) fn block(&mut self) {
        self.space();
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

    /// Writes an empty line between blocks, but not between list items.
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

    pub(super) fn finish(mut self) -> Docs {
        self.block();
        Docs(self.lines)
    }
}

/// The target of a link, if it is an absolute URL that cannot end the link early.
pub(super) fn link_target(url: &str) -> Option<&str> {
    let is_absolute = url.starts_with("https://") || url.starts_with("http://");
    let ends_link = |c: char| c.is_whitespace() || is_invisible(c) || "<>()[]\\`".contains(c);
    let is_safe = !url.contains(ends_link);
    (is_absolute && is_safe).then_some(url)
}
