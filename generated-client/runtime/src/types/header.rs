//! Documented response headers, decoded into their types.

use super::date_time::DateTime;
use crate::error::Error;
use reqwest::header::HeaderMap;
use serde::de::value::{Error as NoText, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// A documented header of a response, whose value is a `T`.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime::{ApiResponse, Error, Header};
/// const TOTAL: Header<i64> = Header::new("X-Total");
///
/// fn total<T>(response: &ApiResponse<T>) -> Result<i64, Error> {
///     Ok(response.header(TOTAL)?.unwrap_or_default())
/// }
/// ```
pub struct Header<T> {
    name: &'static str,
    read: fn(&str) -> Option<T>,
}

impl<T: FromHeader> Header<T> {
    /// The header of that name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, read: T::from_header }
    }
}

impl<T: DeserializeOwned> Header<T> {
    /// The header of that name, whose value is a string that the type decodes, or a list of such strings.
    pub const fn decoded(name: &'static str) -> Self {
        Self { name, read: |text| T::deserialize(Text(text)).ok() }
    }
}

impl<T> Header<T> {
    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its value in these headers, if it is present.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Result<Option<T>, Error> {
        let texts = headers.get_all(self.name).iter().map(|value| value.to_str());
        let texts: Result<Vec<&str>, _> = texts.collect();
        let read = match texts {
            Ok(texts) if texts.is_empty() => return Ok(None),
            // Several of one name are one list.
            Ok(texts) => (self.read)(&texts.join(",")),
            Err(_) => None,
        };
        let failure =
            || Error::piece(format!("the header `{}` does not fit its documented type", self.name));
        read.map(Some).ok_or_else(failure)
    }
}

impl Error {
    /// The value of a documented header of the response, if it is present and has its documented type.
    pub fn header<H>(&self, header: Header<H>) -> Option<H> {
        header.of(self.headers()?).ok().flatten()
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

/// A type that a header's value can have.
///
/// # Example
///
/// ```
/// # use meraki_dashboard_api_runtime as runtime;
/// # use runtime::{FromHeader, Header};
/// /// The parts of a header such as `5;w=60`: a number of requests, and the seconds of its window.
/// struct Quota {
///     requests: u32,
///     seconds: u32,
/// }
///
/// impl FromHeader for Quota {
///     fn from_header(text: &str) -> Option<Self> {
///         let (requests, seconds) = text.split_once(";w=")?;
///         Some(Self { requests: requests.parse().ok()?, seconds: seconds.parse().ok()? })
///     }
/// }
///
/// const QUOTA: Header<Quota> = Header::new("RateLimit-Policy");
/// ```
pub trait FromHeader: Sized {
    /// Reads the value; `None` where it is something else.
    fn from_header(text: &str) -> Option<Self>;
}

macro_rules! parsed {
    ($($ty:ty),*) => {
        $(
            impl FromHeader for $ty {
                fn from_header(text: &str) -> Option<Self> {
                    text.trim().parse().ok()
                }
            }
        )*
    };
}

parsed!(String, bool, i8, i16, i32, i64, u8, u16, u32, u64, f64);

impl FromHeader for DateTime {
    fn from_header(text: &str) -> Option<Self> {
        Some(text.trim().into())
    }
}

impl<T: FromHeader> FromHeader for Vec<T> {
    fn from_header(text: &str) -> Option<Self> {
        items(text).map(T::from_header).collect()
    }
}

/// The items of a list.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|item| !item.trim().is_empty())
}

/// A header's value, as a serde deserializer.
struct Text<'t>(&'t str);

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = NoText;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoText> {
        visitor.visit_borrowed_str(self.0.trim())
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoText> {
        visitor.visit_seq(SeqDeserializer::new(items(self.0).map(Text)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NoText> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NoText> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, NoText> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
