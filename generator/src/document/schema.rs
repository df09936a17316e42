//! Schemas: the values that are valid.

use crate::source::Pointer;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Number, Value};

/// A use of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaUse {
    /// An inline schema. References to schemas that are not under `components` are resolved to this.
    Inline(Box<Schema>),
    /// A reference to a named schema of the document.
    Named {
        /// The JSON pointer of the reference.
        at: Pointer,
        /// The name under `components`. The document contains a schema with this name.
        name: String,
        /// The annotations of this use.
        annotations: Box<Annotations>,
    },
}

impl SchemaUse {
    /// The annotations of this use.
    #[must_use]
    pub fn annotations(&self) -> &Annotations {
        match self {
            Self::Inline(schema) => &schema.annotations,
            Self::Named { annotations, .. } => annotations,
        }
    }

    /// The location of this use.
    #[must_use]
    pub fn at(&self) -> &Pointer {
        match self {
            Self::Inline(schema) => &schema.at,
            Self::Named { at, .. } => at,
        }
    }
}

/// A schema: the values that are valid. Each keyword restricts them; a schema without keywords allows any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The JSON pointer.
    pub at: Pointer,
    /// The annotations.
    pub annotations: Annotations,
    /// The types of the value. If empty, any type.
    pub types: Vec<Type>,
    /// Whether `null` is valid.
    pub nullable: bool,
    /// The valid values, except `null` (a `const` is an `enum` with one value).
    pub values: Option<Vec<Value>>,
    /// The names and descriptions of enum values.
    pub value_annotations: Vec<ValueAnnotations>,
    /// The `format`.
    pub format: Option<String>,
    /// Restrictions of numbers.
    pub number: NumberRules,
    /// Restrictions of strings.
    pub string: StringRules,
    /// Restrictions of arrays.
    pub array: ArrayRules,
    /// Restrictions of objects.
    pub object: ObjectRules,
    /// Schemas that must all match (`allOf`).
    pub all_of: Vec<SchemaUse>,
    /// Schemas of which exactly one must match (`oneOf`).
    pub one_of: Vec<SchemaUse>,
    /// Schemas of which at least one must match (`anyOf`).
    pub any_of: Vec<SchemaUse>,
    /// A schema that must not match (`not`).
    pub not: Option<SchemaUse>,
    /// The property that selects one of the alternatives.
    pub discriminator: Option<Discriminator>,
    /// The specification extensions (`x-...`).
    pub extensions: IndexMap<String, Value>,
}

impl Schema {
    /// The named schema that this one is another name of: it is a reference, and nothing else.
    #[must_use]
    pub fn alias(&self) -> Option<&str> {
        match self.all_of.as_slice() {
            // A part of an `allOf` has a location of its own.
            [SchemaUse::Named { at, name, .. }] if *at == self.at => Some(name),
            _ => None,
        }
    }
}

/// The name and the description of an enum value.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAnnotations {
    /// The value.
    pub value: Value,
    /// The name.
    pub name: Option<String>,
    /// The description, in CommonMark.
    pub description: Option<String>,
}

/// The annotations of a schema, which do not restrict the value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// The title.
    pub title: Option<String>,
    /// The description, in CommonMark.
    pub description: Option<String>,
    /// The URL of external documentation.
    pub external_docs: Option<String>,
    /// The default value.
    pub default: Option<Value>,
    /// The examples.
    pub examples: Vec<Value>,
    /// Whether the value is deprecated.
    pub deprecated: bool,
    /// Whether only responses contain the value.
    pub read_only: bool,
    /// Whether only requests contain the value.
    pub write_only: bool,
}

/// A type of JSON values, except `null`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of JSON Schema's types")]
pub enum Type {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// Restrictions of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberRules {
    /// The minimum.
    pub minimum: Option<Number>,
    /// Whether the minimum itself is excluded.
    pub exclusive_minimum: bool,
    /// The maximum.
    pub maximum: Option<Number>,
    /// Whether the maximum itself is excluded.
    pub exclusive_maximum: bool,
    /// The number of which the value is a multiple.
    pub multiple_of: Option<Number>,
}

/// Restrictions of strings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringRules {
    /// The minimum number of characters.
    pub min_length: Option<u64>,
    /// The maximum number of characters.
    pub max_length: Option<u64>,
    /// A regular expression (ECMA-262).
    pub pattern: Option<String>,
}

/// Restrictions of arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArrayRules {
    /// The schema of the items.
    pub items: Option<SchemaUse>,
    /// The schema of each item of a tuple, as indexes into the alternatives of `items`.
    pub tuple: Vec<usize>,
    /// The minimum number of items.
    pub min_items: Option<u64>,
    /// The maximum number of items.
    pub max_items: Option<u64>,
    /// Whether all items are different.
    pub unique_items: bool,
}

/// Restrictions of objects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectRules {
    /// The schemas of documented properties, by name.
    pub properties: IndexMap<String, SchemaUse>,
    /// The required properties.
    pub required: IndexSet<String>,
    /// The schema of additional properties.
    pub additional: Additional,
    /// The minimum number of properties.
    pub min_properties: Option<u64>,
    /// The maximum number of properties.
    pub max_properties: Option<u64>,
}

/// The `additionalProperties` of an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Not documented: they are allowed.
    #[default]
    Unspecified,
    /// They are allowed, with any value.
    Any,
    /// They are not allowed.
    Forbidden,
    /// They are allowed, with values of a schema.
    Schema(SchemaUse),
}

/// The property that selects one of the alternatives of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The name of the property.
    pub property: String,
    /// Maps values of the property to names of schemas under `components`. Values without an entry are such names themselves.
    pub mapping: IndexMap<String, String>,
}
