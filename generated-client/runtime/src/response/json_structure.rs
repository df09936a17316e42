//! Where the values of a JSON text begin and end.

use crate::types::string_end;

/// The values of a text, each before those inside it. The names of properties count as values.
#[derive(Debug)]
pub(super) struct Structure<'t> {
    pub(super) text: &'t str,
    values: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
    /// The index of the first value that is not inside this one.
    next: usize,
}

/// A property of an object, or an item of a list: its name, and the index of its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) name: Option<usize>,
    pub(super) value: usize,
}

impl<'t> Structure<'t> {
    /// The structure of a text that is known to be JSON.
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut values: Vec<Span> = Vec::new();
        let mut open = Vec::new();
        let mut position = 0;
        while let Some(byte) = bytes.get(position) {
            let start = position;
            position += 1;
            match byte {
                b'{' | b'[' => {
                    open.push(values.len());
                    values.push(Span { start, end: text.len(), next: usize::MAX });
                }
                b'}' | b']' => {
                    let next = values.len();
                    if let Some(span) = open.pop().and_then(|index| values.get_mut(index)) {
                        (span.end, span.next) = (position, next);
                    }
                }
                b',' | b':' => {}
                byte if byte.is_ascii_whitespace() => {}
                byte => {
                    position = match byte {
                        b'"' => string_end(bytes, position),
                        _ => scalar_end(bytes, position),
                    };
                    values.push(Span { start, end: position, next: values.len() + 1 });
                }
            }
        }
        Self { text, values }
    }

    /// The text of a value.
    pub(super) fn raw(&self, value: usize) -> &'t str {
        self.values
            .get(value)
            .and_then(|span| self.text.get(span.start..span.end))
            .unwrap_or_default()
    }

    /// Where a value begins.
    pub(super) fn start(&self, value: usize) -> usize {
        self.values.get(value).map_or(self.text.len(), |span| span.start)
    }

    /// Where a value ends.
    pub(super) fn end(&self, value: usize) -> usize {
        self.values.get(value).map_or(self.text.len(), |span| span.end)
    }

    /// The entry of an object or list whose name or item has the index `at`: the index after the container, or the
    /// [`next`](Self::next) of the previous value. `None` at the end.
    pub(super) fn entry(&self, container: usize, at: usize) -> Option<Entry> {
        if at >= self.next(container) {
            return None;
        }
        match self.raw(container).starts_with('{') {
            true => Some(Entry { name: Some(at), value: self.next(at) }),
            false => Some(Entry { name: None, value: at }),
        }
    }

    /// The index of the first value that is not inside a value.
    pub(super) fn next(&self, value: usize) -> usize {
        self.values.get(value).map_or(usize::MAX, |span| span.next)
    }
}

/// The end of a number, a boolean or `null`.
fn scalar_end(text: &[u8], position: usize) -> usize {
    let rest = text.get(position..).unwrap_or_default();
    let is_part = |b: &&u8| !matches!(b, b',' | b'}' | b']' | b':') && !b.is_ascii_whitespace();
    position + rest.iter().take_while(is_part).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entries of the root, in order.
    fn entries(text: &str) -> Vec<(&str, &str)> {
        let structure = Structure::of(text);
        let mut entries = Vec::new();
        let mut at = 1;
        while let Some(Entry { name, value }) = structure.entry(0, at) {
            entries.push((name.map_or("", |name| structure.raw(name)), structure.raw(value)));
            at = structure.next(value);
        }
        entries
    }

    #[test]
    fn entries_are_found() {
        let text = r#" {"a" : [1, {"b": "]\"}"}] ,"":-1.5e3, "c": {}} "#;
        let expected = [("\"a\"", r#"[1, {"b": "]\"}"}]"#), ("\"\"", "-1.5e3"), ("\"c\"", "{}")];
        assert_eq!(entries(text), expected);
        assert_eq!(entries("[[], null ,\"ä\"]"), [("", "[]"), ("", "null"), ("", "\"ä\"")]);
        assert_eq!((entries("{}"), entries("7")), (vec![], vec![]));
    }
}
