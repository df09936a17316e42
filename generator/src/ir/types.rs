//! Types: what is used, and what is defined.

use super::Docs;
use crate::profile::{TraitPath, TypePath};

/// A type where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "most are the Rust types of the same name")]
pub enum Type {
    Unit,
    Bool,
    I32,
    I64,
    F64,
    String,
    /// The runtime's date-time, which keeps its text.
    DateTime,
    /// Bytes to be sent, all at once or as they come.
    Bytes,
    /// A part of a form: a file, or any bytes.
    Part,
    /// Any JSON value.
    Value,
    /// A type of another crate, by its path.
    Foreign(TypePath),
    /// A type defined in the same module.
    Local(String),
    /// A type of the module `schemas`.
    Schema(String),
    List(Box<Type>),
    Tuple(Vec<Type>),
    Map(MapKey, Box<Type>),
    Optional(Box<Type>),
    Boxed(Box<Type>),
}

impl Type {
    /// The types of what a value of this type holds: items, values, or the value itself.
    #[must_use]
    pub fn inner(&self) -> &[Self] {
        match self {
            Self::List(inner)
            | Self::Map(_, inner)
            | Self::Optional(inner)
            | Self::Boxed(inner) => std::slice::from_ref(inner),
            Self::Tuple(inner) => inner,
            Self::Unit
            | Self::Bool
            | Self::I32
            | Self::I64
            | Self::F64
            | Self::String
            | Self::DateTime
            | Self::Bytes
            | Self::Part
            | Self::Value
            | Self::Foreign(_)
            | Self::Local(_)
            | Self::Schema(_) => &[],
        }
    }

    /// The defined types that a type mentions.
    #[must_use]
    pub fn mentioned(&self) -> Vec<&str> {
        match self {
            Self::Local(name) | Self::Schema(name) => vec![name],
            other => other.inner().iter().flat_map(Self::mentioned).collect(),
        }
    }
}

/// The keys of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapKey {
    /// Any text.
    String,
    /// A number that is not negative.
    U32,
}

/// A type that the crate defines.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What it derives beside what all types of its kind do.
    pub derives: Vec<TraitPath>,
    /// What it is made of.
    pub kind: Kind,
}

/// What a type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Members.
    Struct(Struct),
    /// One of some strings, or another.
    StringEnum(StringEnum),
    /// A value of one of several types.
    Union(Union),
    /// A value of one of several types, of which the caller chooses one to send.
    Choice(Vec<Alternative>),
    /// Another name.
    Alias(Type),
}

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Where it has the items of a page, if it is one of listings.
    pub page: Option<PageMember>,
    /// Its properties.
    pub fields: Vec<Field>,
    /// The type of the properties that are not documented, where they are kept.
    pub extra: Option<Type>,
    /// Whether its properties' names are as its fields' unless they say otherwise; else they are camelCase.
    pub snake_case: bool,
    /// Whether callers make it, by `new` with what is required and setters for the rest, and do not only read it.
    pub setters: bool,
    /// The module of the operation that reads what this, the body of an update, writes.
    pub read_by: Option<String>,
    /// How it is written and read.
    pub encoding: Encoding,
}

/// Where an object has the items of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMember {
    /// The field with the list.
    pub field: String,
    /// The type of an item.
    pub item: Type,
    /// Whether the list may be absent.
    pub optional: bool,
}

/// How a struct is written and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As a JSON object, from which forms are made as well.
    Object,
    /// As a form of parts, which is written only.
    Multipart,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire, where it does not follow from the name in Rust.
    pub wire_name: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its type, presence aside.
    pub ty: Type,
    /// Whether it is there.
    pub presence: Presence,
    /// The media type of the part, if this is one of a form and the document says.
    pub media_type: Option<String>,
}

/// Whether a property is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always.
    Required,
    /// Perhaps; `null` is the same as absent.
    Optional,
    /// Perhaps, and `null` says something else than its absence.
    Nullable,
}

/// A string out of a list, which may grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringEnum {
    /// The strings that are documented.
    pub variants: Vec<Variant>,
}

/// A documented text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The variant's name.
    pub name: String,
    /// The text.
    pub value: String,
    /// What is to be said of it, other than the text.
    pub docs: Docs,
}

/// A value of one of several types, or any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// The property whose text tells which one it is, if there is one.
    pub tag: Option<String>,
    /// The types, in the order in which they are tried.
    pub alternatives: Vec<Alternative>,
}

/// One of the types of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The variant's name.
    pub name: String,
    /// What it is.
    pub docs: Docs,
    /// The type.
    pub ty: Type,
    /// The strings of the tag that tell it.
    pub tags: Vec<String>,
}
