//! A struct's fields as members of a JSON object: in comes the derive's input, out come names, docs and shapes.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, GenericArgument, LitStr, PathArguments, Result,
    Type,
};

/// A field, seen as a member of a JSON object.
pub(crate) struct Member<'a> {
    /// The field's name, as an expansion names it.
    pub(crate) ident: Ident,
    /// The member's name on the wire.
    pub(crate) wire: String,
    /// The field's `#[doc]` and `#[deprecated]`.
    pub(crate) attributes: Vec<&'a Attribute>,
    /// The field's whole type.
    pub(crate) ty: &'a Type,
    /// Whether the member must, may or need not be there.
    pub(crate) shape: Shape<'a>,
    /// The media type that the member has as a part of a form.
    pub(crate) media_type: Option<String>,
}

/// Whether a member must be there.
pub(crate) enum Shape<'a> {
    /// `T`: it must.
    Required,
    /// `Option<T>`: it may be absent.
    Optional(&'a Type),
    /// `Option<Option<T>>`: it may be absent, or `null`.
    Nullable(&'a Type),
    /// `#[object(extra)]`: it takes the members that no other field names.
    Extra,
}

/// The members of a struct, in order.
pub(crate) fn members(input: &DeriveInput) -> Result<Vec<Member<'_>>> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "only a struct has members"));
    };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "a generic struct has no place in a document",
        ));
    }
    let fields = match &data.fields {
        Fields::Named(fields) => &fields.named,
        fields @ (Fields::Unnamed(_) | Fields::Unit) => {
            return Err(Error::new_spanned(
                if fields.is_empty() {
                    quote::ToTokens::to_token_stream(&input.ident)
                } else {
                    quote::ToTokens::to_token_stream(fields)
                },
                "expected a struct with named fields",
            ));
        }
    };
    let camel_case = camel_case(&input.attrs)?;
    let mut members = Vec::with_capacity(fields.len());
    for field in fields {
        let Some(ident) = &field.ident else { continue };
        let options = FieldOptions::read(&field.attrs)?;
        let shape = match (options.extra, optional(&field.ty)) {
            (true, _) => Shape::Extra,
            (false, None) => Shape::Required,
            (false, Some(inner)) => match optional(inner) {
                None => Shape::Optional(inner),
                Some(innermost) => Shape::Nullable(innermost),
            },
        };
        let member = Member {
            ident: in_expansion(ident),
            wire: options.name.unwrap_or_else(|| wire_name(ident, camel_case)),
            attributes: field.attrs.iter().filter(|a| is_kept(a)).collect(),
            ty: &field.ty,
            shape,
            media_type: options.media_type,
        };
        if members.iter().any(|earlier: &Member<'_>| clash(earlier, &member)) {
            let message = format!("the member `{}` is there already", member.wire);
            return Err(Error::new_spanned(ident, message));
        }
        members.push(member);
    }
    Ok(members)
}

/// The inner type of an `Option`.
pub(crate) fn optional(ty: &Type) -> Option<&Type> {
    argument(ty, "Option")
}

/// The first type argument of a type whose last path segment is `name`.
pub(crate) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    arguments(ty, name)?.into_iter().next()
}

/// The type arguments of a type whose last path segment is `name`.
pub(crate) fn arguments<'a>(ty: &'a Type, name: &str) -> Option<Vec<&'a Type>> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(list) = &last.arguments else {
        return None;
    };
    (last.ident == name).then(|| {
        list.args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect()
    })
}

/// An identifier of the item as the expansion writes it.
///
/// It keeps its place for messages, but counts as written by the derive, so that using a deprecated field or variant is
/// not reported against the one who declared it.
pub(crate) fn in_expansion(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(ident.span().resolved_at(Span::mixed_site()));
    ident
}

/// Whether an attribute of a field goes onto its setter as well.
fn is_kept(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") || attribute.path().is_ident("deprecated")
}

/// Whether two fields want the same place in the object.
fn clash(a: &Member<'_>, b: &Member<'_>) -> bool {
    match (&a.shape, &b.shape) {
        (Shape::Extra, Shape::Extra) => true,
        (Shape::Extra, _) | (_, Shape::Extra) => false,
        _ => a.wire == b.wire,
    }
}

/// Whether the struct is `#[object(camel_case)]`.
fn camel_case(attributes: &[Attribute]) -> Result<bool> {
    Ok(StructOptions::read(attributes)?.camel_case)
}

/// What `#[object(...)]` says on a struct.
#[derive(Default)]
pub(crate) struct StructOptions {
    camel_case: bool,
    /// The response that it can be made of.
    pub(crate) from_response: Option<Type>,
}

impl StructOptions {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut options = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("object")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("camel_case") {
                    options.camel_case = true;
                } else if meta.path.is_ident("from_response") {
                    options.from_response = Some(meta.value()?.parse()?);
                } else {
                    return Err(meta.error("expected `camel_case` or `from_response = Type`"));
                }
                Ok(())
            })?;
        }
        Ok(options)
    }
}

/// What `#[object(...)]` says on a field.
#[derive(Default)]
struct FieldOptions {
    name: Option<String>,
    extra: bool,
    media_type: Option<String>,
}

impl FieldOptions {
    fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut options = Self::default();
        for attribute in attributes.iter().filter(|a| a.path().is_ident("object")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    options.name = Some(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("extra") {
                    options.extra = true;
                } else if meta.path.is_ident("media_type") {
                    options.media_type = Some(meta.value()?.parse::<LitStr>()?.value());
                } else {
                    let expected = "expected `name = \"...\"`, `media_type = \"...\"` or `extra`";
                    return Err(meta.error(expected));
                }
                Ok(())
            })?;
        }
        Ok(options)
    }
}

/// The name on the wire of a field that does not say it.
fn wire_name(ident: &Ident, camel_case: bool) -> String {
    let name = ident.unraw().to_string();
    let name = name.strip_suffix('_').unwrap_or(&name);
    if !camel_case {
        return name.to_owned();
    }
    let mut words = name.split('_');
    let mut wire = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        wire.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        wire.push_str(letters.as_str());
    }
    wire
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names() {
        let cases = [
            ("mac", true, "mac"),
            ("group_policy_id", true, "groupPolicyId"),
            ("group_policy_id", false, "group_policy_id"),
            ("type_", true, "type"),
            ("type_", false, "type"),
            ("ip6_local", true, "ip6Local"),
            ("wan_1_ip", true, "wan1Ip"),
        ];
        for (field, camel_case, wire) in cases {
            let ident = Ident::new(field, Span::call_site());
            assert_eq!(wire_name(&ident, camel_case), wire, "{field}");
        }
        let raw = Ident::new_raw("match", Span::call_site());
        assert_eq!(wire_name(&raw, true), "match");
    }
}
