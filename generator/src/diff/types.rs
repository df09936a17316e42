//! Types, before and after -> whether they are the same to callers, and what they are in words.

use crate::ir::{Definition, DefinitionIndex, Kind, ParameterShape, Type};

/// The definitions that a client's types are changes in.
pub(super) struct Types<'a> {
    schemas: &'a DefinitionIndex<'a>,
    local: DefinitionIndex<'a>,
}

impl<'a> Types<'a> {
    /// The types of a module, and those that all share.
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

    /// The type that aliases lead to.
    pub(super) fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        match self.definition(ty).map(|definition| &definition.kind) {
            Some(Kind::Alias(target)) => self.resolve(target),
            _ => ty,
        }
    }

    /// A type in words.
    pub(super) fn words(&self, ty: &Type) -> String {
        let ty = self.resolve(ty);
        let word = match ty {
            Type::Unit => "nothing",
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
            Type::String => "string",
            Type::DateTime => "date-time",
            Type::Bytes => "bytes",
            Type::Part => "file",
            Type::Value => "any value",
            Type::List(element) => return format!("list of {}", self.words(element)),
            Type::Tuple(locations) => {
                let locations: Vec<String> =
                    locations.iter().map(|place| self.words(place)).collect();
                return format!("tuple of {}", locations.join(", "));
            }
            Type::Foreign(path) => return format!("`{}`", path.as_str()),
            Type::Map(_, value) => return format!("map of {}", self.words(value)),
            Type::Optional(inner) => return format!("{} or `null`", self.words(inner)),
            Type::Boxed(inner) => return format!("boxed {}", self.words(inner)),
            Type::Local(name) | Type::Schema(name) => {
                let kind = self.definition(ty).map_or("type", |definition| word(&definition.kind));
                return format!("{kind} `{name}`");
            }
        };
        word.to_owned()
    }
}

/// What a definition is, in a word.
pub(super) const fn word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "object",
        Kind::StringEnum(_) | Kind::IntegerEnum(_) => "enum",
        Kind::Union(_) | Kind::Choice(_) => "union",
        Kind::Alias(_) => "alias",
    }
}

/// The types before and after.
pub(super) struct TypePair<'a> {
    pub(super) old: Types<'a>,
    pub(super) new: Types<'a>,
}

impl TypePair<'_> {
    /// Whether a type that is used is the same; what became of a definition of one name is told where that is.
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

    /// What a type was and is.
    pub(super) fn became(&self, old: &Type, new: &Type) -> String {
        format!("changed from {} to {}", self.old.words(old), self.new.words(new))
    }

    /// Whether the argument of a parameter takes what it took.
    pub(super) fn takes(&self, old: &ParameterShape, new: &ParameterShape) -> bool {
        let (old, is_old_list) = argument(old);
        let (new, is_new_list) = argument(new);
        let converted = match (self.old.resolve(old), self.new.resolve(new)) {
            (Type::String, ty) => matches!(ty, Type::DateTime | Type::Value),
            _ => false,
        };
        is_old_list == is_new_list && (self.same(old, new) || converted)
    }

    /// Whether a parameter has the type that it had.
    pub(super) fn same_shape(&self, old: &ParameterShape, new: &ParameterShape) -> bool {
        self.same(argument(old).0, argument(new).0)
    }

    /// What a parameter was and is.
    pub(super) fn shape_became(&self, old: &ParameterShape, new: &ParameterShape) -> String {
        let words = |types: &Types<'_>, shape| match argument(shape) {
            (ty, true) => format!("list of {}", types.words(ty)),
            (ty, false) => types.words(ty),
        };
        format!("changed from {} to {}", words(&self.old, old), words(&self.new, new))
    }
}

/// The type that a parameter's argument has or, if it takes several, that each has.
pub(super) const fn argument(shape: &ParameterShape) -> (&Type, bool) {
    match shape {
        ParameterShape::Scalar(ty) | ParameterShape::Object(ty, _) | ParameterShape::Json(ty) => {
            (ty, false)
        }
        ParameterShape::Array(ty, _) => (ty, true),
    }
}
