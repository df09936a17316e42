//! The types of a generated client -> Rust expressions that build values with constructors, setters and variants.

use std::collections::BTreeMap;
use syn::{Fields, File, GenericArgument, Item, PathArguments, Type};

/// The types of a module, by name.
pub(super) struct Types {
    items: BTreeMap<String, Item>,
}

/// Options of an expression.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// The index of the variant of an enum, modulo the number of variants.
    pub(super) variant: usize,
    /// Whether optional properties are set.
    pub(super) all: bool,
}

/// The maximum depth at which setters are called.
const DEPTH: usize = 4;

impl Types {
    pub(super) fn parse(module: &str) -> Self {
        let File { items, .. } = syn::parse_file(module).unwrap();
        let named = items.into_iter().filter_map(|item| {
            let name = match &item {
                Item::Struct(item) => item.ident.to_string(),
                Item::Enum(item) => item.ident.to_string(),
                Item::Type(item) => item.ident.to_string(),
                _ => return None,
            };
            Some((name, item))
        });
        Self { items: named.collect() }
    }

    /// An expression of a type, or `None` if it would be infinite.
    pub(super) fn expression(&self, name: &str, style: Style, depth: usize) -> Option<String> {
        if depth > 2 * DEPTH {
            return None;
        }
        let path = format!("client::schemas::{name}");
        match self.items.get(name)? {
            Item::Type(alias) => self.value(&alias.ty, style, depth),
            Item::Enum(item) => {
                let variant = item.variants.iter().cycle().nth(style.variant)?;
                let path = format!("{path}::{}", variant.ident);
                match variant.fields.iter().next() {
                    Some(field) => {
                        Some(format!("{path}({})", self.value(&field.ty, style, depth + 1)?))
                    }
                    None => Some(path),
                }
            }
            Item::Struct(item) => self.object(path, &item.fields, style, depth),
            _ => None,
        }
    }

    fn object(&self, path: String, fields: &Fields, style: Style, depth: usize) -> Option<String> {
        let mut arguments = Vec::new();
        let mut setters = String::new();
        for field in fields {
            let name = field.ident.as_ref()?;
            match inner(&field.ty, "Option") {
                // A required nullable field: `None` is sent as `null`.
                Some(_) if says(field, "nullable") => {
                    arguments.push(self.value(&field.ty, style, depth + 1)?);
                }
                // Required in requests only.
                Some(ty) if says(field, "required") => {
                    arguments.push(self.argument(ty, style, depth + 1)?);
                }
                None if is_extra(field) => {}
                // The constructor sets it.
                Some(_) if says(field, "constant") => {}
                None => arguments.push(self.argument(&field.ty, style, depth + 1)?),
                Some(ty) => {
                    // A setter takes the type inside the `Option`.
                    let ty = inner(ty, "Option").unwrap_or(ty);
                    if style.all
                        && depth < DEPTH
                        && let Some(value) = self.argument(ty, style, depth + 1)
                    {
                        setters += &format!(".{name}({value})");
                    }
                }
            }
        }
        Some(format!("{path}::new({}){setters}", arguments.join(", ")))
    }

    /// An argument of a constructor or a setter. Boxed fields take the unboxed value.
    fn argument(&self, ty: &Type, style: Style, depth: usize) -> Option<String> {
        self.value(inner(ty, "Box").unwrap_or(ty), style, depth)
    }

    fn value(&self, ty: &Type, style: Style, depth: usize) -> Option<String> {
        let name = name(ty)?;
        Some(match name.as_str() {
            "String" => "String::from(\"a\")".to_owned(),
            "bool" => "true".to_owned(),
            "f32" | "f64" => "1.5".to_owned(),
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => "1".to_owned(),
            "Value" => "client::Value::Bool(true)".to_owned(),
            "Option" => format!("Some({})", self.value(arguments(ty).next()?, style, depth)?),
            "Box" => format!("Box::new({})", self.value(arguments(ty).next()?, style, depth)?),
            "Vec" => format!("vec![{}]", self.value(arguments(ty).next()?, style, depth)?),
            "BTreeMap" => {
                let value = self.value(arguments(ty).nth(1)?, style, depth)?;
                format!("std::collections::BTreeMap::from([(String::from(\"key\"), {value})])")
            }
            other => return self.expression(other, style, depth),
        })
    }
}

/// Whether a field contains the additional properties.
fn is_extra(field: &syn::Field) -> bool {
    says(field, "extra")
}

fn says(field: &syn::Field, word: &str) -> bool {
    field.attrs.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.tokens.to_string().contains(word),
        _ => false,
    })
}

/// The last segment of a type's path.
fn name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The type argument of a generic type with one parameter.
fn inner<'t>(ty: &'t Type, generic: &str) -> Option<&'t Type> {
    if name(ty)? == generic { arguments(ty).next() } else { None }
}

/// The type arguments of a type.
fn arguments(ty: &Type) -> impl Iterator<Item = &Type> {
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    let arguments = last.and_then(|last| match &last.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    });
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
