//! The type of a page -> the property with its items.

use crate::ir::{
    Definition, DefinitionIndex, Field, Kind, PageField, PageItems, PageProperty, Presence, Struct,
    Type, kind_of,
};
use crate::lower::names;
use crate::source::Pointer;

/// The definitions that the type of a page may mention.
#[derive(Clone, Copy)]
pub(super) struct PageTypes<'d> {
    /// Those of the operation.
    pub(super) local: &'d [Definition],
    /// The named schemas.
    pub(super) schemas: &'d DefinitionIndex<'d>,
}

/// A type, with aliases followed.
enum Resolved<'d> {
    List(&'d Type),
    Object(Object<'d>),
}

/// A struct and where it is defined.
#[derive(Clone, Copy)]
struct Object<'d> {
    object: &'d Struct,
    /// The name, if it is a named schema or a part of one.
    schema: Option<&'d str>,
}

impl<'d> PageTypes<'d> {
    /// The location of the items of a page: in the first of the properties that is a list, or in the only list if there are no
    /// names.
    pub(super) fn items(self, page: &'d Type, properties: &[String]) -> Option<PageItems> {
        let page = match self.resolve(page, None)? {
            Resolved::List(_) => return Some(PageItems::List),
            Resolved::Object(page) => page,
        };
        let member = match properties {
            [] => self.only_list(page),
            properties => properties.iter().find_map(|property| self.list_at(page, property)),
        }?;
        Some(match page.schema {
            Some(name) => PageItems::Schema(name.to_owned(), member),
            None => PageItems::Member(member),
        })
    }

    /// Whether a page or an item may have a value at a JSON pointer.
    pub(super) fn may_have(self, ty: &'d Type, pointer: &str) -> bool {
        let mut object = None;
        for token in tokens(pointer) {
            let resolved = match object {
                None => self.resolve(ty, None),
                Some((ty, schema)) => self.resolve(ty, schema),
            };
            // Anything but an object may have any value.
            let Some(Resolved::Object(Object { object: within, schema })) = resolved else {
                return true;
            };
            if within.constants.iter().any(|constant| constant.name == token) {
                return true;
            }
            let Some(field) = field(within, &token) else { return false };
            object = Some((&field.ty, schema));
        }
        true
    }

    /// The only list of an object.
    fn only_list(self, page: Object<'d>) -> Option<PageProperty> {
        let mut lists = page.object.fields.iter().filter_map(|field| {
            let property = names::wire_name(page.object, field);
            self.member(page, vec![page_field(field)?], property, &field.ty, page.schema)
        });
        lists.next().filter(|_| lists.next().is_none())
    }

    /// The list at the name or the JSON pointer of a property.
    fn list_at(self, page: Object<'d>, property: &str) -> Option<PageProperty> {
        let (mut within, mut fields) = (page, Vec::new());
        let mut tokens = tokens(property).into_iter().peekable();
        while let Some(token) = tokens.next() {
            let field = field(within.object, &token)?;
            fields.push(page_field(field)?);
            if tokens.peek().is_none() {
                return self.member(page, fields, property.to_owned(), &field.ty, within.schema);
            }
            within = match self.resolve(&field.ty, within.schema)? {
                Resolved::Object(object) => object,
                Resolved::List(_) => return None,
            };
        }
        None
    }

    /// The property, if its type is a list.
    fn member(
        self,
        page: Object<'d>,
        fields: Vec<PageField>,
        property: String,
        ty: &'d Type,
        within: Option<&'d str>,
    ) -> Option<PageProperty> {
        let Resolved::List(item) = self.resolve(ty, within)? else { return None };
        let item = match item {
            // Outside the module of the schemas, its types are named by their path.
            Type::Local(name) if within.is_some() && page.schema.is_none() => {
                Type::Schema(name.clone())
            }
            item => item.clone(),
        };
        Some(PageProperty { fields, property, item })
    }

    /// A type that is mentioned in the module of the operation, or in that of the schemas.
    fn resolve(self, ty: &'d Type, within: Option<&'d str>) -> Option<Resolved<'d>> {
        let (kind, schema) = match (ty, within) {
            (Type::Optional(inner) | Type::Boxed(inner), _) => return self.resolve(inner, within),
            (Type::List(item), _) => return Some(Resolved::List(item)),
            (Type::Local(name), None) => (kind_of(self.local, name)?, None),
            (Type::Local(name), Some(_)) | (Type::Schema(name), _) => {
                let definition = self.schemas.get(name)?;
                (&definition.kind, Some(definition.name.as_str()))
            }
            _ => return None,
        };
        match kind {
            Kind::Alias(target) => self.resolve(target, schema),
            Kind::Struct(object) => Some(Resolved::Object(Object { object, schema })),
            Kind::StringEnum(_)
            | Kind::IntegerEnum(_)
            | Kind::ScalarEnum(_)
            | Kind::Union(_)
            | Kind::Choice(_) => None,
        }
    }
}

/// The names that the name or the JSON pointer of a property leads through.
fn tokens(property: &str) -> Vec<String> {
    match property.starts_with('/') {
        true => Pointer::from(property).tokens().collect(),
        false => vec![property.to_owned()],
    }
}

/// The field of a property.
fn field<'d>(object: &'d Struct, property: &str) -> Option<&'d Field> {
    object.fields.iter().find(|field| names::wire_name(object, field) == property)
}

/// A field that leads to items; none, if `null` and absent differ.
fn page_field(field: &Field) -> Option<PageField> {
    let is_optional = match field.presence {
        Presence::Required => false,
        Presence::RequiredNullable | Presence::RequiredInRequests | Presence::Optional => true,
        Presence::Nullable => return None,
    };
    Some(PageField { name: field.name.clone(), is_optional })
}
