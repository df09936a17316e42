//! Headers of answers: in comes what a document says of one, out comes its value, typed.

use crate::date_time::DateTime;
use crate::error::Error;
use reqwest::header::HeaderMap;
use std::fmt;
use std::marker::PhantomData;

/// A documented header of an answer, whose value is a `T`.
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
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// The header of that name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: FromHeader> Header<T> {
    /// The value that it has among others, if it is there.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Result<Option<T>, Error> {
        let texts = headers.get_all(self.name).iter().map(|value| value.to_str());
        let texts: Result<Vec<&str>, _> = texts.collect();
        let read = match texts {
            Ok(texts) if texts.is_empty() => return Ok(None),
            // Several of one name are one list.
            Ok(texts) => T::from_header(&texts.join(",")),
            Err(_) => None,
        };
        let fault =
            || Error::piece(format!("the header `{}` is not what is documented", self.name));
        read.map(Some).ok_or_else(fault)
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

/// What the value of a header can be.
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

parsed!(String, bool, i32, i64, f64);

impl FromHeader for DateTime {
    fn from_header(text: &str) -> Option<Self> {
        Some(text.trim().into())
    }
}

impl<T: FromHeader> FromHeader for Vec<T> {
    fn from_header(text: &str) -> Option<Self> {
        let elements = text.split(',').filter(|element| !element.trim().is_empty());
        elements.map(T::from_header).collect()
    }
}
