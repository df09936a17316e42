//! Texts of a document -> documentation that causes no rustdoc warnings and cannot end its comment.
//!
//! It uses no other part of lowering.

mod escape;
mod html;
mod json;
mod markdown;
mod schema;
mod text;
mod writer;

pub(crate) use json::pretty_json;
pub(crate) use markdown::{from_common_mark, from_line, from_text};
pub(crate) use schema::{constraints, of_property, of_schema, of_use, repeats};
pub(crate) use text::{code, escaped_line, one_line, unless_plain};
