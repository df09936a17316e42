//! Types and their definitions.

use super::Docs;
use crate::profile::{TraitPath, TypePath};
use serde_json::Value;

/// A type where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "most are the Rust types of the same name")]
pub enum Type {
    Unit,
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
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
            | Self::I8
            | Self::I16
            | Self::I32
            | Self::I64
            | Self::U8
            | Self::U16
            | Self::U32
            | Self::U64
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
    /// Any string.
    String,
    /// A number that is not negative.
    U32,
}

/// A type that the crate defines.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The traits that it derives beside those of all types of its kind.
    pub derives: Vec<TraitPath>,
    /// Its kind.
    pub kind: Kind,
}

impl Definition {
    /// The types that it is made of.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match &self.kind {
            Kind::Struct(object) => {
                object.fields.iter().map(|field| &field.ty).chain(&object.extra).collect()
            }
            Kind::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
            Kind::Choice(alternatives) => alternatives.iter().map(|one| &one.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::StringEnum(_) | Kind::IntegerEnum(_) => Vec::new(),
        }
    }
}

/// The kind of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A struct.
    Struct(Struct),
    /// An enum of strings, which keeps unknown ones.
    StringEnum(StringEnum),
    /// An enum of integers, which keeps unknown ones.
    IntegerEnum(IntegerEnum),
    /// An enum of types.
    Union(Union),
    /// An enum of types for a request body, of which the caller chooses one.
    Choice(Vec<Alternative>),
    /// A type alias.
    Alias(Type),
}

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// The field with the items, if it is a page.
    pub page: Option<PageMember>,
    /// The properties that always have the same value. They are written, but are no fields.
    pub constants: Vec<Constant>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The type of undocumented properties, if they are kept.
    pub extra: Option<Type>,
    /// Whether wire names are snake_case by default, else camelCase.
    pub snake_case: bool,
    /// Whether callers build it, by `new` and setters, rather than only read it.
    pub setters: bool,
    /// The module of the operation that reads the resource, if this is the body of an update.
    pub read_by: Option<String>,
    /// How it is written and read.
    pub encoding: Encoding,
}

/// The field of a page with its items.
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

/// A required property that always has the same value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// The name of the property.
    pub name: String,
    /// Its value: a string, a number or a boolean.
    pub value: Value,
    /// Whether it may be absent in a response, although the document requires it.
    pub optional: bool,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire, where it does not follow from the name in Rust.
    pub wire_name: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its type, without `Option`.
    pub ty: Type,
    /// Whether it may be absent or `null`.
    pub presence: Presence,
    /// The media type of the part, if this is one of a form and the document says.
    pub media_type: Option<String>,
    /// The separator of its items, if it is a single part of a form.
    pub separator: Option<&'static str>,
    /// Whether callers may set anything that converts into its type.
    pub converts: bool,
}

/// Whether a property may be absent or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It is always present.
    Required,
    /// It is always present, and may be `null`.
    RequiredNullable,
    /// Requests must have it; responses may lack it.
    RequiredInRequests,
    /// It may be absent; `null` means the same.
    Optional,
    /// It may be absent, and `null` means something else.
    Nullable,
}

impl Presence {
    /// Whether requests must have it: it is an argument of `new`.
    #[must_use]
    pub const fn is_argument(self) -> bool {
        match self {
            Self::Required | Self::RequiredNullable | Self::RequiredInRequests => true,
            Self::Optional | Self::Nullable => false,
        }
    }
}

/// An enum of strings, which may grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringEnum {
    /// The strings that are documented.
    pub variants: Vec<Variant>,
}

/// An enum of integers, which may grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegerEnum {
    /// The integers that are documented.
    pub variants: Vec<Variant<i64>>,
}

/// A documented value: a string or an integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant<V = String> {
    /// The variant's name.
    pub name: String,
    /// The value.
    pub value: V,
    /// Its documentation, if there is more to say than the value.
    pub docs: Docs,
}

/// A value of one of several types, or any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// The property whose value names the variant, if there is one.
    pub tag: Option<String>,
    /// The types, in the order in which they are tried.
    pub alternatives: Vec<Alternative>,
}

/// One of the types of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The type.
    pub ty: Type,
    /// The values of the tag that name it: strings, numbers or booleans.
    pub tags: Vec<Value>,
    /// Whether it takes the objects whose tag names no other alternative.
    pub other: bool,
    /// Whether it has the properties of all others.
    pub combined: bool,
    /// Whether its value converts into the union.
    pub converts: bool,
}
