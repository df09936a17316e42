//! JSON pointers, which identify the values of a document.

use std::fmt;

/// An RFC 6901 JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer of a reference within the same document. Returns `None` for other references.
    #[must_use]
    pub fn of_reference(reference: &str) -> Option<Self> {
        let pointer = percent_decoded(reference.strip_prefix('#')?)?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| {
            // Tokens are decoded and encoded again, so that each value has one pointer.
            let tokens = Self(pointer);
            tokens.tokens().fold(Self::root(), |pointer, token| pointer.child(token))
        })
    }

    /// A reference to this value from the same document.
    #[must_use]
    pub fn to_reference(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// The pointer to a property or an item of this value.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let token = token.to_string();
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The unescaped tokens of the pointer.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// Splits the pointer into the pointer to the parent and the last token. The whole document has no parent.
    #[must_use]
    pub fn split(&self) -> Option<(Self, String)> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some((Self(parent.to_owned()), self.tokens().last()?))
    }

    /// This pointer and those of all enclosing values, from the inside out.
    pub fn enclosing(&self) -> impl Iterator<Item = Self> + '_ {
        let ends = self.0.match_indices('/').map(|(at, _)| at).chain([self.0.len()]).rev();
        ends.filter_map(|end| self.0.get(..end)).map(Self::from)
    }

    /// The pointer as a string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rest of the pointer relative to `base`, if `base` encloses it.
    #[must_use]
    pub fn strip(&self, base: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&base.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// Appends the result of [`Pointer::strip`].
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }
}

impl From<&str> for Pointer {
    /// Takes the string as a pointer, without checks.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Decodes percent-encoding. Returns `None` if it is malformed.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Pointer, percent_decoded};

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(percent_decoded("/a%20b%2Fc").as_deref(), Some("/a b/c"));
        assert_eq!(percent_decoded("/%C3%A9").as_deref(), Some("/é"));
        for broken in ["/%", "/%4", "/%zz", "/%ff", "/%é"] {
            assert_eq!(percent_decoded(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_reference_leads_back_to_its_pointer() {
        let location = Pointer::root().child("a/b").child("100%").child("~").child("é f");
        assert_eq!(Pointer::of_reference(&location.to_reference()), Some(location));
        assert_eq!(Pointer::of_reference("#a"), None);
        assert_eq!(Pointer::of_reference("a.json#/a"), None);
    }
}
