//! Documentation.

/// Documentation: lines of Markdown that cannot end their comment, and that rustdoc does not compile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs(pub Vec<String>);

impl Docs {
    /// Adds a paragraph of trusted Markdown.
    pub fn paragraph(&mut self, markdown: impl Into<String>) {
        self.append(Self(vec![markdown.into()]));
    }

    /// Adds other documentation as paragraphs of its own.
    pub fn append(&mut self, other: Self) {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(other.0);
    }
}
