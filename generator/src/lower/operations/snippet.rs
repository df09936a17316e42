//! The arguments of an operation -> their values in the code example.

use crate::ir::{
    Argument, ArgumentKind, Definition, DefinitionIndex, Kind, MapKey, ParameterShape, Presence,
    SnippetValue, Struct, Type, Union, kind_of,
};
use crate::lower::names;

/// The maximum depth of structs and lists in a readable code example.
const DEPTH: usize = 5;

/// A value for each argument, or `None` if one cannot be written.
pub(crate) fn of_arguments(
    arguments: &[Argument],
    local: &[Definition],
    schemas: &DefinitionIndex<'_>,
) -> Option<Vec<SnippetValue>> {
    let snippet = Snippet { local: Some(local), schemas };
    arguments
        .iter()
        .map(|argument| match &argument.kind {
            ArgumentKind::Parameter(parameter) => match &parameter.shape {
                ParameterShape::Scalar(ty) => snippet.of(ty, &parameter.wire_name, DEPTH),
                ParameterShape::Array(ty, _) => {
                    Some(SnippetValue::List(vec![snippet.of(ty, &parameter.wire_name, DEPTH)?]))
                }
                ParameterShape::Object(ty, _) | ParameterShape::Json(ty) => {
                    snippet.of(ty, &parameter.wire_name, DEPTH).map(SnippetValue::into_owned)
                }
            },
            ArgumentKind::Body(body) => match &body.ty {
                Type::Optional(inner) => Some(snippet.of_optional(inner)),
                ty if body.optional => Some(snippet.of_optional(ty)),
                ty => snippet.of(ty, "body", DEPTH),
            },
        })
        .collect()
}

/// A placeholder for a string: the name of the argument.
fn placeholder(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if is_plain { name.to_owned() } else { names::snake(name) }
}

/// The definitions for type names.
#[derive(Clone, Copy)]
struct Snippet<'d> {
    /// The definitions of the operation, or `None` inside a named schema.
    local: Option<&'d [Definition]>,
    schemas: &'d DefinitionIndex<'d>,
}

impl Snippet<'_> {
    /// An optional body: `None`, unless the value converts into an `Option`, which literals do not.
    fn of_optional(&self, ty: &Type) -> SnippetValue {
        match self.of(ty, "body", DEPTH) {
            Some(
                value
                @ (SnippetValue::New(..) | SnippetValue::With(..) | SnippetValue::Holding(..)),
            ) => value,
            _ => SnippetValue::None,
        }
    }

    fn of(&self, ty: &Type, name: &str, depth: usize) -> Option<SnippetValue> {
        let depth = depth.checked_sub(1)?;
        match ty {
            Type::Bool => Some(SnippetValue::Bool(true)),
            Type::I8
            | Type::I16
            | Type::I32
            | Type::I64
            | Type::U8
            | Type::U16
            | Type::U32
            | Type::U64 => Some(SnippetValue::Integer(1)),
            Type::F64 => Some(SnippetValue::Number(1.5)),
            Type::String => Some(SnippetValue::Text(placeholder(name))),
            Type::DateTime => Some(SnippetValue::Text("2026-01-31T12:00:00Z".to_owned())),
            Type::Bytes => Some(SnippetValue::Bytes),
            Type::Part => Some(SnippetValue::Part),
            Type::Value => Some(SnippetValue::Null),
            Type::Local(local) => match self.local {
                Some(definitions) => self.named(ty, kind_of(definitions, local)?, name, depth),
                None => self.schema(local, name, depth),
            },
            Type::Schema(schema) => self.schema(schema, name, depth),
            Type::List(element) => Some(SnippetValue::List(vec![self.of(element, name, depth)?])),
            Type::Boxed(inner) => self.of(inner, name, depth),
            Type::Unit
            | Type::Number
            | Type::Foreign(_)
            | Type::Tuple(_)
            | Type::Map(..)
            | Type::Optional(_) => None,
        }
    }

    fn schema(&self, schema: &str, name: &str, depth: usize) -> Option<SnippetValue> {
        let kind = self.schemas.kind(schema)?;
        Self { local: None, ..*self }.named(&Type::Schema(schema.to_owned()), kind, name, depth)
    }

    fn named(&self, ty: &Type, kind: &Kind, name: &str, depth: usize) -> Option<SnippetValue> {
        let is_outermost = depth + 1 == DEPTH;
        match kind {
            // Aliases have no cycles.
            Kind::Alias(target) => self.of(target, name, depth + 1).map(SnippetValue::into_owned),
            Kind::StringEnum(texts) => {
                let first = texts.variants.first()?;
                Some(SnippetValue::Variant(ty.clone(), first.name.clone()))
            }
            Kind::IntegerEnum(integers) => {
                let first = integers.variants.first()?;
                Some(SnippetValue::Variant(ty.clone(), first.name.clone()))
            }
            Kind::ScalarEnum(scalars) => {
                let first = scalars.variants.first()?;
                Some(SnippetValue::Variant(ty.clone(), first.name.clone()))
            }
            Kind::Union(Union { alternatives, .. }) | Kind::Choice(alternatives) => {
                let simple = alternatives.iter().find_map(|alternative| {
                    let inner = self.of(&alternative.ty, name, depth)?;
                    let is_exact = !matches!(alternative.ty, Type::List(_) | Type::Boxed(_));
                    is_exact.then_some((&alternative.name, inner))
                });
                let (variant, inner) = simple?;
                Some(SnippetValue::Holding(ty.clone(), variant.clone(), Box::new(inner)))
            }
            Kind::Struct(object) if object.setters => {
                let required = object.fields.iter().filter(|field| field.presence.is_argument());
                let arguments: Option<Vec<SnippetValue>> = required
                    .map(|field| {
                        let wire_name = field.wire_name.as_deref().unwrap_or(&field.name);
                        match (field.presence, &field.ty) {
                            (Presence::RequiredNullable, _) => Some(SnippetValue::None),
                            (_, Type::Map(MapKey::String, value)) => self.entry(value, depth),
                            (_, ty) => self.of(ty, wire_name, depth),
                        }
                    })
                    .collect();
                let arguments = arguments?;
                // An update with nothing to change says little.
                let is_empty = arguments.is_empty();
                let new = SnippetValue::New(ty.clone(), arguments);
                match self.plain_property(object).filter(|_| is_empty && is_outermost) {
                    Some((setter, value)) => {
                        Some(SnippetValue::With(Box::new(new), setter, Box::new(value)))
                    }
                    None => Some(new),
                }
            }
            Kind::Struct(_) => None,
        }
    }

    /// A map of one entry.
    fn entry(&self, value: &Type, depth: usize) -> Option<SnippetValue> {
        let value = self.of(value, "value", depth)?;
        // Lists convert into the items of a list, but not into the values of a map.
        let is_exact = !matches!(value, SnippetValue::List(_));
        is_exact.then(|| SnippetValue::Entry("name".to_owned(), Box::new(value)))
    }

    /// The first optional property with a plain value: its setter and the value.
    fn plain_property(&self, object: &Struct) -> Option<(String, SnippetValue)> {
        let optional = object.fields.iter().filter(|field| !field.presence.is_argument());
        let mut plain = optional.filter_map(|field| {
            let wire_name = field.wire_name.as_deref().unwrap_or(&field.name);
            let value = self.of(&field.ty, wire_name, 1)?;
            value.is_plain().then(|| (field.name.clone(), value))
        });
        plain.next()
    }
}
