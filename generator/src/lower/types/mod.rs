//! Schemas -> Rust types.
//!
//! `schema` selects the file that lowers a schema by its keywords: `object`, `array`, `enumeration`, `all_of` or
//! `polymorphism`. These call it again, through `Lowering`, for the schemas inside. This folder uses `names` and `docs`.

mod aliases;
pub(crate) mod all_of;
mod array;
mod boxing;
mod context;
mod conversion;
mod derives;
mod direction;
mod enumeration;
pub(crate) mod from_alternative;
pub(crate) mod inference;
mod integer;
mod lowering;
mod module;
mod named_schemas;
mod null;
mod object;
mod polymorphism;
mod read_write_types;
mod required_in_responses;
mod same_shape;
mod scalar;
mod schema;
mod schema_names;
mod tuple;
mod type_name;

pub(crate) use boxing::large::box_large;
pub(crate) use context::{Context, Expansion};
pub(crate) use conversion::conversions;
pub(crate) use derives::DeriveOverrides;
pub(crate) use direction::{Direction, Directions, parts, properties};
pub(crate) use lowering::Lowering;
pub(crate) use module::{Module, Shape};
pub(crate) use named_schemas::named_schemas;
pub(crate) use null::{is_null, is_nullable};
pub(crate) use polymorphism::{inheritance, optional_tag};
pub(crate) use required_in_responses::Distrust;
pub(crate) use same_shape::same_shape;
pub(crate) use scalar::{scalar_type, single_type};
pub(crate) use schema_names::SchemaNames;
pub(crate) use type_name::TypeName;
