//! Two versions of a type -> whether they are the same for callers, and a description of the change.

use crate::ir::{Definition, DefinitionIndex, Kind, ParameterShape, Type};

/// The definitions in which type names are looked up.
pub(super) struct Types<'a> {
    schemas: &'a DefinitionIndex<'a>,
    local: DefinitionIndex<'a>,
}

impl<'a> Types<'a> {
    /// The definitions of the schemas and of a module.
    pub(super) fn new(schemas: &'a DefinitionIndex<'a>, local: &'a [Definition]) -> Self {
        Self { schemas, local: DefinitionIndex::of(local) }
    }

    /// The definition of a type.
    pub(super) fn definition(&self, ty: &Type) -> Option<&'a Definition> {
        match ty {
            Type::Local(name) => self.local.get(name),
            Type::Schema(name) => self.schemas.get(name),
            _ => None,
        }
    }

    /// Follows aliases to their target.
    pub(super) fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        match self.definition(ty).map(|definition| &definition.kind) {
            Some(Kind::Alias(target)) => self.resolve(target),
            _ => ty,
        }
    }

    /// Describes a type in the terms of the API.
    pub(super) fn describe(&self, ty: &Type) -> String {
        let ty = self.resolve(ty);
        let noun = match ty {
            Type::Unit => "nothing",
            Type::Bytes => "bytes",
            Type::Value => "value of any type",
            Type::Foreign(path) => return format!("`{}`", path.as_str()),
            Type::List(item) => return format!("list of {}", self.describe_several(item)),
            Type::Map(_, value) => return format!("map of {}", self.describe_several(value)),
            Type::Tuple(items) => return format!("tuple of {}", self.describe_each(items)),
            Type::Optional(inner) => return format!("{} or `null`", self.describe(inner)),
            Type::Boxed(inner) => return format!("boxed {}", self.describe(inner)),
            Type::Local(name) | Type::Schema(name) => {
                return format!("{} `{name}`", self.noun_of(ty));
            }
            scalar => scalar_noun(scalar),
        };
        noun.to_owned()
    }

    /// Describes the items of a list, or the values of a map.
    fn describe_several(&self, ty: &Type) -> String {
        let ty = self.resolve(ty);
        match ty {
            Type::Unit | Type::Bytes | Type::Foreign(_) | Type::Boxed(_) => self.describe(ty),
            Type::Value => "values of any type".to_owned(),
            Type::List(item) => format!("lists of {}", self.describe_several(item)),
            Type::Map(_, value) => format!("maps of {}", self.describe_several(value)),
            Type::Tuple(items) => format!("tuples of {}", self.describe_each(items)),
            Type::Optional(inner) => format!("{} or `null`", self.describe_several(inner)),
            Type::Local(name) | Type::Schema(name) => format!("{}s `{name}`", self.noun_of(ty)),
            scalar => format!("{}s", scalar_noun(scalar)),
        }
    }

    /// Describes the items of a tuple.
    fn describe_each(&self, items: &[Type]) -> String {
        items.iter().map(|item| self.describe(item)).collect::<Vec<_>>().join(", ")
    }

    /// A noun for a defined type.
    fn noun_of(&self, ty: &Type) -> &'static str {
        self.definition(ty).map_or("type", |definition| noun(&definition.kind))
    }
}

/// A noun for a scalar type, in the singular.
const fn scalar_noun(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "boolean",
        Type::I8 => "8-bit integer",
        Type::I16 => "16-bit integer",
        Type::I32 => "32-bit integer",
        Type::I64 => "integer",
        Type::U8 => "unsigned 8-bit integer",
        Type::U16 => "unsigned 16-bit integer",
        Type::U32 => "unsigned 32-bit integer",
        Type::U64 => "unsigned integer",
        Type::F64 => "number",
        Type::Number => "inferred number",
        Type::String => "string",
        Type::DateTime => "date-time",
        Type::Part => "file",
        _ => "value",
    }
}

/// A noun for the kind of a definition.
const fn noun(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "object",
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => "enum",
        Kind::Union(_) | Kind::Choice(_) => "union",
        Kind::Alias(_) => "alias",
    }
}

/// The types of two versions.
pub(super) struct TypePair<'a> {
    pub(super) old: Types<'a>,
    pub(super) new: Types<'a>,
}

impl TypePair<'_> {
    /// Whether two uses of a type are the same. Changes inside a definition with the same name are reported with the definition.
    pub(super) fn same(&self, old: &Type, new: &Type) -> bool {
        if old == new {
            return true;
        }
        match (self.old.resolve(old), self.new.resolve(new)) {
            (Type::List(old), Type::List(new))
            | (Type::Optional(old), Type::Optional(new))
            | (Type::Boxed(old), Type::Boxed(new)) => self.same(old, new),
            (Type::Map(old_key, old), Type::Map(new_key, new)) => {
                old_key == new_key && self.same(old, new)
            }
            (Type::Tuple(old), Type::Tuple(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same(old, new))
            }
            (old, new) => old == new,
        }
    }

    /// Describes the change of a type.
    pub(super) fn became(&self, old: &Type, new: &Type) -> String {
        format!("changed from {} to {}", self.old.describe(old), self.new.describe(new))
    }

    /// Whether the new argument of a parameter accepts all values that the old one accepted.
    pub(super) fn accepts(&self, old: &ParameterShape, new: &ParameterShape) -> bool {
        let (old, is_old_list) = argument(old);
        let (new, is_new_list) = argument(new);
        let converted = match (self.old.resolve(old), self.new.resolve(new)) {
            (Type::String, ty) => matches!(ty, Type::DateTime | Type::Value),
            _ => false,
        };
        is_old_list == is_new_list && (self.same(old, new) || converted)
    }

    /// Whether two versions of a parameter have the same type.
    pub(super) fn same_shape(&self, old: &ParameterShape, new: &ParameterShape) -> bool {
        self.same(argument(old).0, argument(new).0)
    }

    /// Describes the change of a parameter's type.
    pub(super) fn shape_became(&self, old: &ParameterShape, new: &ParameterShape) -> String {
        let describe = |types: &Types<'_>, shape| match argument(shape) {
            (ty, true) => format!("list of {}", types.describe_several(ty)),
            (ty, false) => types.describe(ty),
        };
        format!("changed from {} to {}", describe(&self.old, old), describe(&self.new, new))
    }
}

/// The type of a parameter's argument, or of its items with `true` for a list.
pub(super) const fn argument(shape: &ParameterShape) -> (&Type, bool) {
    match shape {
        ParameterShape::Scalar(ty) | ParameterShape::Object(ty, _) | ParameterShape::Json(ty) => {
            (ty, false)
        }
        ParameterShape::Array(ty, _) => (ty, true),
    }
}
