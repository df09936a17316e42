//! Strict decoding: a value that no variant of a union fits is an error instead of `Unknown`.
//!
//! Responses are decoded strictly first, because `Unknown` would hide where they deviate from the document. A value with an
//! unknown tag is `Unknown` all the same, as unknown strings are in enums: it is probably newer than the crate.

use super::Union;
use crate::types::undocumented;
use serde::de::DeserializeOwned;
use serde_json::{Deserializer, Error};
use std::cell::Cell;

/// Why a text does not fit a type.
#[derive(Debug)]
pub(crate) struct Misfit {
    pub(crate) error: Error,
    /// The union that rejects its value, if that is the reason.
    pub(crate) rejection: Option<Rejection>,
}

/// The rejection of a value by a union.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rejection {
    decode: fn(&str, usize) -> Result<(), Error>,
    /// The variant that the value selects, although it does not fit.
    variant: Option<usize>,
    /// The discriminator property of the union.
    pub(crate) tag: Option<&'static str>,
}

thread_local! {
    static IS_STRICT: Cell<bool> = const { Cell::new(false) };
    static REJECTION: Cell<Option<Rejection>> = const { Cell::new(None) };
}

impl Misfit {
    /// Whether the text is incomplete, and fits so far.
    pub(crate) fn is_eof(&self) -> bool {
        self.error.is_eof()
    }
}

impl From<Error> for Misfit {
    fn from(error: Error) -> Self {
        Self { error, rejection: None }
    }
}

impl Rejection {
    /// Why a text does not fit the selected variant, if one is selected.
    pub(crate) fn misfit(&self, text: &str) -> Option<Misfit> {
        let variant = self.variant?;
        strictly(|| (self.decode)(text, variant)).err()
    }

    /// Whether a text fits the selected variant, except for unions inside it that are `Unknown`.
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.variant.is_some_and(|variant| (self.decode)(text, variant).is_ok())
    }
}

/// Decodes a text strictly.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    strictly(|| serde_json::from_str(text))
}

/// Whether the value at hand is decoded strictly.
pub(crate) fn is_strict() -> bool {
    IS_STRICT.get()
}

/// Decodes a value that is only tried, so that whatever its type can hold fits.
pub(super) fn tolerantly<R>(decode: impl FnOnce() -> R) -> R {
    let before = IS_STRICT.replace(false);
    let decoded = undocumented::kept(decode);
    IS_STRICT.set(before);
    decoded
}

/// Records that a type rejects a value which it can hold all the same, and returns the error.
pub(crate) fn reject_format<E: serde::de::Error>(text: &str, expected: &'static str) -> E {
    REJECTION.set(Some(Rejection { decode: |_, _| Ok(()), variant: None, tag: None }));
    E::invalid_value(serde::de::Unexpected::Str(text), &expected)
}

/// Records that a union rejects a value, and returns the error.
pub(super) fn reject(
    name: &str,
    decode: fn(&str, usize) -> Result<(), Error>,
    variant: Option<usize>,
    tag: Option<&'static str>,
) -> Error {
    REJECTION.set(Some(Rejection { decode, variant, tag }));
    serde::de::Error::custom(format_args!(
        "invalid value, expected one of the variants of `{name}`"
    ))
}

/// Decodes the text of a value as a variant.
pub(super) fn decode_variant<U: Union>(text: &str, variant: usize) -> Result<(), Error> {
    let mut deserializer = Deserializer::from_str(text);
    U::variant(variant, &mut deserializer)?;
    deserializer.end()
}

fn strictly<T>(decode: impl FnOnce() -> Result<T, Error>) -> Result<T, Misfit> {
    let before = IS_STRICT.replace(true);
    REJECTION.set(None);
    let decoded = decode();
    IS_STRICT.set(before);
    decoded.map_err(|error| Misfit { error, rejection: REJECTION.take() })
}
