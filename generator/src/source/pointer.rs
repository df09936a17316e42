//! A JSON pointer: which value of a document is meant.

use std::fmt;

/// An RFC 6901 JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to a whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The place in the same document that a reference leads to; `None` where it leads elsewhere, or is broken.
    #[must_use]
    pub fn of_reference(reference: &str) -> Option<Self> {
        let pointer = percent_decoded(reference.strip_prefix('#')?)?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| {
            // Tokens are taken apart and put together again, so that one place has one pointer.
            let tokens = Self(pointer);
            tokens.tokens().fold(Self::root(), |pointer, token| pointer.child(token))
        })
    }

    /// A reference to this place from the same document.
    #[must_use]
    pub fn to_reference(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// The pointer to a member or an element of what this one leads to.
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

    /// The pointer with its tokens unescaped.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer to what holds the value, and the token of the value in it; the whole document is held by nothing.
    #[must_use]
    pub fn split(&self) -> Option<(Self, String)> {
        let (holder, _) = self.0.rsplit_once('/')?;
        Some((Self(holder.to_owned()), self.tokens().last()?))
    }

    /// This pointer, and those to what encloses its value, from the inside out.
    pub fn enclosing(&self) -> impl Iterator<Item = Self> + '_ {
        let ends = self.0.match_indices('/').map(|(at, _)| at).chain([self.0.len()]).rev();
        ends.filter_map(|end| self.0.get(..end)).map(Self::from)
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer that leads to `self` from `base`, if `base` encloses it.
    #[must_use]
    pub fn strip(&self, base: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&base.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// This pointer continued by one that [`Pointer::strip`] gave.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }
}

impl From<&str> for Pointer {
    /// Takes the text of a pointer as it is.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A piece of a URI with its percent-encoding undone; `None` where that is broken.
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
        let place = Pointer::root().child("a/b").child("100%").child("~").child("é f");
        assert_eq!(Pointer::of_reference(&place.to_reference()), Some(place));
        assert_eq!(Pointer::of_reference("#a"), None);
        assert_eq!(Pointer::of_reference("a.json#/a"), None);
    }
}
