//! Types and their definitions.

use super::Docs;
use crate::profile::{TraitPath, TypePath};
use serde_json::Value;

/// A use of a type.
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
    /// A number that only an example describes: the runtime's `Number`, which keeps integers exactly.
    Number,
    String,
    /// The runtime's date-time, which keeps the original string.
    DateTime,
    /// Bytes to send, in memory or as a stream.
    Bytes,
    /// A part of a multipart form: a file or bytes.
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
    /// Whether an argument of this type is `impl Into`, because other types convert into it cheaply.
    #[must_use]
    pub const fn is_converted_argument(&self) -> bool {
        matches!(
            self,
            Self::F64
                | Self::String
                | Self::DateTime
                | Self::Bytes
                | Self::Part
                | Self::Value
                | Self::Optional(_)
        )
    }

    /// The types inside this one: of the items, the values, or the wrapped value.
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
            | Self::Number
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

    /// The names of the defined types in this type.
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
    /// A non-negative integer.
    U32,
}

/// A type that the crate defines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The traits that it derives in addition to those of its kind.
    pub derives: Vec<TraitPath>,
    /// Its kind.
    pub kind: Kind,
}

impl Definition {
    /// The types of its fields, variants or target.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match &self.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                fields.chain(object.extra.as_ref().map(|extra| &extra.ty)).collect()
            }
            Kind::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
            Kind::Choice(alternatives) => alternatives.iter().map(|one| &one.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => Vec::new(),
        }
    }

    /// The types of its fields, variants or target.
    pub(crate) fn types_mut(&mut self) -> Vec<&mut Type> {
        match &mut self.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(object.extra.as_mut().map(|extra| &mut extra.ty)).collect()
            }
            Kind::Union(union) => union.alternatives.iter_mut().map(|one| &mut one.ty).collect(),
            Kind::Choice(alternatives) => alternatives.iter_mut().map(|one| &mut one.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => Vec::new(),
        }
    }
}

/// The kind of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A struct.
    Struct(Struct),
    /// A string enum, which keeps unknown strings.
    StringEnum(StringEnum),
    /// An integer enum, which keeps unknown integers.
    IntegerEnum(IntegerEnum),
    /// An enum of other scalars, or of scalars of several types.
    ScalarEnum(ScalarEnum),
    /// A union of types.
    Union(Union),
    /// The types of a request body by media type.
    Choice(Vec<Alternative>),
    /// A type alias.
    Alias(Type),
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Struct {
    /// The field that contains the items, if it is a page.
    pub page: Option<PageProperty>,
    /// The properties with a constant value. They are sent, but have no fields.
    pub constants: Vec<Constant>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The properties without a field, if they are kept.
    pub extra: Option<Extra>,
    /// Whether wire names are snake_case by default instead of camelCase.
    pub snake_case: bool,
    /// Whether it has `new` and setters, because requests contain it.
    pub setters: bool,
    /// The module of the operation that reads the resource, if this is the body of an update.
    pub read_by: Option<String>,
    /// Its encoding.
    pub encoding: Encoding,
}

/// The properties of an object without a field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extra {
    /// The type of their values.
    pub ty: Type,
    /// Whether the document describes them, as `additionalProperties`.
    pub is_documented: bool,
}

/// The property of a page with its items.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageProperty {
    /// The fields that lead to the list: more than one if it is in a nested object.
    pub fields: Vec<PageField>,
    /// The name of the property with the list, or the JSON pointer if it is in a nested object.
    pub property: String,
    /// The type of an item.
    pub item: Type,
}

/// A field that leads to the items of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageField {
    /// Its name.
    pub name: String,
    /// Whether it may be absent.
    pub is_optional: bool,
}

/// The encoding of a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// A JSON object, or a URL-encoded form made from it.
    Object,
    /// A multipart form, which is only sent.
    Multipart,
}

/// A required property with a constant value.
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire, if it cannot be derived from the name in Rust.
    pub wire_name: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its type, without `Option`.
    pub ty: Type,
    /// Whether it may be absent or `null`.
    pub presence: Presence,
    /// The only value of an optional property that is a tag: the constructor sets it.
    pub constant: Option<Value>,
    /// The documented media type of the part, in a multipart form.
    pub media_type: Option<String>,
    /// The variant of the runtime's `ObjectStyle` in which a multipart form sends it, if it differs from the default.
    pub style: Option<&'static str>,
    /// Whether its value is never shown.
    pub is_secret: bool,
    /// Whether the setter accepts anything that converts into its type, or a list of anything that converts into its items.
    pub converts: bool,
}

/// Whether a property may be absent or `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always present.
    Required,
    /// Always present, but may be `null`.
    RequiredNullable,
    /// Required in requests, optional in responses.
    RequiredInRequests,
    /// May be absent; `null` has the same meaning.
    Optional,
    /// May be absent; `null` has a different meaning.
    Nullable,
}

impl Presence {
    /// Whether it is an argument of `new`, because requests must have it.
    #[must_use]
    pub const fn is_argument(self) -> bool {
        match self {
            Self::Required | Self::RequiredNullable | Self::RequiredInRequests => true,
            Self::Optional | Self::Nullable => false,
        }
    }
}

/// A string enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StringEnum {
    /// The documented strings.
    pub variants: Vec<Variant>,
}

/// An integer enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IntegerEnum {
    /// The documented integers.
    pub variants: Vec<Variant<i64>>,
}

/// An enum of strings, numbers and booleans.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScalarEnum {
    /// The documented scalars.
    pub variants: Vec<Variant<Value>>,
}

/// A documented value: a string, a number or a boolean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant<V = String> {
    /// The variant's name.
    pub name: String,
    /// The value.
    pub value: V,
    /// Its documentation, if there is any besides the value.
    pub docs: Docs,
}

/// A union of types, which keeps values of any other type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// The property whose value selects the variant, if there is one.
    pub tag: Option<String>,
    /// The variants, in the order in which they are tried.
    pub alternatives: Vec<Alternative>,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub docs: Docs,
    /// The type.
    pub ty: Type,
    /// The tag values that select it: strings, numbers or booleans.
    pub tags: Vec<Value>,
    /// Whether a value may lack its tag, so that encoding does not add it.
    pub optional_tag: bool,
    /// Whether it is selected by all tags that no other variant has.
    pub other: bool,
    /// Whether it has the properties of all others.
    pub combined: bool,
    /// Whether its value converts into the union.
    pub converts: bool,
    /// Whether integer literals convert into it, too.
    pub takes_literals: bool,
}
