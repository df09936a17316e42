//! A schema: what a value may be.

use crate::source::Pointer;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Number, Value};

/// A schema where it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaUse {
    /// It is written out in place. A reference to something that is not under `components` is resolved to this.
    Inline(Box<Schema>),
    /// It is one of the document's named schemas.
    Named {
        /// Where the reference stands.
        at: Pointer,
        /// Its name under `components`; the document holds a schema of that name.
        name: String,
        /// What is said of this use of it.
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

/// What a value may be. Every keyword narrows it; none of them together says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// Its JSON pointer.
    pub at: Pointer,
    /// Its annotations.
    pub annotations: Annotations,
    /// The types it may have; any, where there are none.
    pub types: Vec<Type>,
    /// Whether it may also be `null`.
    pub nullable: bool,
    /// The values it may have (a `const` is an enumeration of one), `null` aside.
    pub values: Option<Vec<Value>>,
    /// Names and descriptions of some of these values.
    pub value_annotations: Vec<ValueAnnotations>,
    /// The format, as the document writes it.
    pub format: Option<String>,
    /// What numbers it allows.
    pub number: NumberRules,
    /// What strings it allows.
    pub string: StringRules,
    /// What arrays it allows.
    pub array: ArrayRules,
    /// What objects it allows.
    pub object: ObjectRules,
    /// Schemas that all hold.
    pub all_of: Vec<SchemaUse>,
    /// Schemas of which exactly one holds.
    pub one_of: Vec<SchemaUse>,
    /// Schemas of which at least one holds.
    pub any_of: Vec<SchemaUse>,
    /// A schema that does not hold.
    pub not: Option<SchemaUse>,
    /// What tells the alternatives apart.
    pub discriminator: Option<Discriminator>,
    /// Its `x-` members.
    pub extensions: IndexMap<String, Value>,
}

/// The name and the description of one of the values of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueAnnotations {
    /// The value.
    pub value: Value,
    /// Its name.
    pub name: Option<String>,
    /// What it stands for, in CommonMark.
    pub description: Option<String>,
}

/// What is said of a schema without narrowing it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// Its title.
    pub title: Option<String>,
    /// What the value is, in CommonMark.
    pub description: Option<String>,
    /// The URL of external documentation.
    pub external_docs: Option<String>,
    /// The value that stands for an absent one.
    pub default: Option<Value>,
    /// Values it may have.
    pub examples: Vec<Value>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether only answers hold it.
    pub read_only: bool,
    /// Whether only requests hold it.
    pub write_only: bool,
}

/// A type of JSON values; `null` is said apart.
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

/// What numbers a schema allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberRules {
    /// The least.
    pub minimum: Option<Number>,
    /// Whether the least itself is not allowed.
    pub exclusive_minimum: bool,
    /// The greatest.
    pub maximum: Option<Number>,
    /// Whether the greatest itself is not allowed.
    pub exclusive_maximum: bool,
    /// What they are multiples of.
    pub multiple_of: Option<Number>,
}

/// What strings a schema allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringRules {
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// A regular expression (ECMA-262) that they match.
    pub pattern: Option<String>,
}

/// What arrays a schema allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArrayRules {
    /// What the elements are.
    pub items: Option<SchemaUse>,
    /// Which of the schemas that `items` is any of stands at which place, if this is a tuple.
    pub tuple: Vec<usize>,
    /// The least number of elements.
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    pub max_items: Option<u64>,
    /// Whether no two elements are equal.
    pub unique_items: bool,
}

/// What objects a schema allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectRules {
    /// The members that are described, by name.
    pub properties: IndexMap<String, SchemaUse>,
    /// The members that must be there.
    pub required: IndexSet<String>,
    /// The members that are not described.
    pub additional: Additional,
    /// The least number of members.
    pub min_properties: Option<u64>,
    /// The greatest number of members.
    pub max_properties: Option<u64>,
}

/// What is said of the members of an object that are not described.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Nothing: there may be some.
    #[default]
    Unspecified,
    /// There may be some, of any kind.
    Any,
    /// There are none.
    Forbidden,
    /// What they are.
    Schema(SchemaUse),
}

/// What tells the alternatives of a schema apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The member that tells.
    pub property: String,
    /// The value of that member to the name of a schema under `components`; other values are such names themselves.
    pub mapping: IndexMap<String, String>,
}
