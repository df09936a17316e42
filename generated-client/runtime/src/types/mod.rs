//! The building blocks of generated types: objects, unions, enums, constants, date-times, headers, pages, and the bodies that
//! are sent.
//!
//! May use `error` and `sanitize`. Generated types expand to it, and every module above uses it.

mod date_time;
#[cfg(feature = "client")]
mod header;
pub mod integer_enum;
mod json_error;
mod json_path;
pub(crate) mod memory_budget;
#[cfg(feature = "client")]
pub mod multipart;
pub mod object;
#[cfg(feature = "client")]
mod page;
#[cfg(feature = "client")]
mod percent_encoding;
#[cfg(feature = "client")]
mod round_trip;
mod scalar;
pub mod scalar_enum;
pub mod string_enum;
mod undefined_values;
pub(crate) mod undocumented;
pub mod union;
#[cfg(feature = "client")]
mod upload;

pub use date_time::DateTime;
#[cfg(feature = "client")]
pub use header::{FromHeader, Header};
pub(crate) use json_error::{describe_misfit, is_json, utf_8};
pub(crate) use json_path::{push_name, string_end};
#[cfg(feature = "client")]
pub use page::Page;
#[cfg(feature = "client")]
pub(crate) use percent_encoding::{
    encoded, encoded_segments, push_encoded, push_form_encoded, push_pair, push_parameter_name,
    push_reserved,
};
#[cfg(feature = "client")]
pub use round_trip::assert_round_trip;
pub use scalar::Scalar;
pub(crate) use scalar::integer;
pub(crate) use undefined_values::defined;
pub(crate) use union::fit;
#[cfg(feature = "client")]
pub(crate) use union::of_status;
pub(crate) use union::strict::{self, Misfit, Rejection};
#[cfg(feature = "client")]
pub use upload::Upload;
