//! Reads a struct's fields as properties of a JSON object: names, documentation and shapes.

use crate::scalar::Scalar;
use crate::secret_names::is_secret;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, GenericArgument, LitStr, PathArguments, Result,
    Type,
};

/// A field as a property of a JSON object.
pub(crate) struct Property<'a> {
    /// The field's name in the expansion.
    pub(crate) ident: Ident,
    /// The property's name on the wire.
    pub(crate) wire: String,
    /// The field's attributes.
    attributes: &'a [Attribute],
    /// The field's whole type.
    pub(crate) ty: &'a Type,
    /// Whether the property is required.
    pub(crate) shape: Shape<'a>,
    /// Whether requests require the property, although responses may lack it.
    pub(crate) must_be_set: bool,
    /// The only value of an optional property, which `new` sets.
    pub(crate) constant: Option<Scalar>,
    /// Whether the setter accepts anything that converts into the property's type, or into the items of its list.
    pub(crate) into: bool,
    /// Whether its value is secret.
    pub(crate) is_secret: bool,
    /// The media type of the property as a part of a form.
    pub(crate) media_type: Option<String>,
    /// The variant of `ObjectStyle` in which a multipart form sends it.
    pub(crate) style: Option<Ident>,
}

impl<'a> Property<'a> {
    /// The field's `#[doc]` and `#[deprecated]`, which its setter inherits.
    pub(crate) fn inherited_attributes(&self) -> impl Iterator<Item = &'a Attribute> {
        self.attributes.iter().filter(|a| is_doc(a) || a.path().is_ident("deprecated"))
    }

    /// Whether the field is deprecated.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.attributes.iter().any(|a| a.path().is_ident("deprecated"))
    }
}

/// Whether a property is required.
pub(crate) enum Shape<'a> {
    /// `T`: required.
    Required,
    /// `Option<T>`: may be absent.
    Optional(&'a Type),
    /// `Option<Option<T>>`: may be absent or `null`.
    Nullable(&'a Type),
    /// `#[property(nullable)]` `Option<T>`: required, and may be `null`. A response without it is read as `null`.
    RequiredNullable(&'a Type),
    /// `#[property(extra)]` or `#[property(undocumented)]`: collects the properties without a field.
    Extra { documented: bool },
}

/// The properties of a struct, in order. Removes `#[property(...)]` from its fields, and documents fields without
/// documentation with the property's name.
pub(crate) fn properties(input: &mut DeriveInput, snake_case: bool) -> Result<Vec<Property<'_>>> {
    let Data::Struct(data) = &mut input.data else {
        return Err(Error::new_spanned(&input.ident, "only a struct has properties"));
    };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "a generic struct has no place in a document",
        ));
    }
    let Fields::Named(fields) = &mut data.fields else {
        return Err(Error::new_spanned(&input.ident, "expected a struct with named fields"));
    };
    let mut properties = Vec::with_capacity(fields.named.len());
    for field in &mut fields.named {
        let Some(ident) = &field.ident else { continue };
        let options = FieldOptions::take(&mut field.attrs)?;
        let wire = options.name.unwrap_or_else(|| wire_name(ident, snake_case));
        let is_extra = options.extra || options.undocumented;
        document(&mut field.attrs, || match is_extra {
            true => " The properties that are not documented.".to_owned(),
            false => format!(" `{wire}`"),
        });
        let shape = match (is_extra, optional(&field.ty)) {
            (true, _) => Shape::Extra { documented: !options.undocumented },
            (false, None) => Shape::Required,
            (false, Some(inner)) if options.nullable => Shape::RequiredNullable(inner),
            (false, Some(inner)) => match optional(inner) {
                None => Shape::Optional(inner),
                Some(innermost) => Shape::Nullable(innermost),
            },
        };
        if options.secret && is_extra {
            let message =
                "expected a documented property; secrets among the others are masked by name";
            return Err(Error::new_spanned(ident, message));
        }
        if options.nullable && !matches!(shape, Shape::RequiredNullable(_)) {
            let message = "expected an `Option`, of which `None` is `null`";
            return Err(Error::new_spanned(ident, message));
        }
        if options.required && !matches!(shape, Shape::Optional(_) | Shape::Nullable(_)) {
            let message = "expected an `Option`, which `required` makes an argument of `new`";
            return Err(Error::new_spanned(ident, message));
        }
        if options.constant.is_some() && (options.required || !matches!(shape, Shape::Optional(_)))
        {
            let message = "expected an `Option`, which `new` sets to the constant";
            return Err(Error::new_spanned(ident, message));
        }
        let must_be_set =
            options.required || matches!(shape, Shape::Required | Shape::RequiredNullable(_));
        let property = Property {
            ident: in_expansion(ident),
            is_secret: options.secret || is_secret(&wire),
            wire,
            attributes: &field.attrs,
            ty: &field.ty,
            shape,
            must_be_set,
            constant: options.constant,
            into: options.into,
            media_type: options.media_type,
            style: options.style,
        };
        if properties.iter().any(|earlier: &Property<'_>| clash(earlier, &property)) {
            let message = format!("the property `{}` already exists", property.wire);
            return Err(Error::new_spanned(ident, message));
        }
        properties.push(property);
    }
    Ok(properties)
}

/// Whether a property is required.
pub(crate) fn has_required(properties: &[Property<'_>]) -> bool {
    let is_required =
        |shape: &Shape<'_>| matches!(shape, Shape::Required | Shape::RequiredNullable(_));
    properties.iter().any(|property| is_required(&property.shape))
}

/// Adds documentation where there is none.
pub(crate) fn document(attributes: &mut Vec<Attribute>, docs: impl FnOnce() -> String) {
    if !attributes.iter().any(is_doc) {
        let docs = docs();
        attributes.push(syn::parse_quote!(#[doc = #docs]));
    }
}

fn is_doc(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc")
}

/// Removes and returns the attributes with a name. The compiler does not know them.
pub(crate) fn take(attributes: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    attributes.extract_if(.., |attribute| attribute.path().is_ident(name)).collect()
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

/// Whether a type is one of this name, or has one as an argument.
pub(crate) fn mentions(ty: &Type, name: &str) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let is_argument = |argument: &GenericArgument| matches!(argument, GenericArgument::Type(ty) if mentions(ty, name));
    match &last.arguments {
        PathArguments::AngleBracketed(list) => list.args.iter().any(is_argument),
        PathArguments::None | PathArguments::Parenthesized(_) => last.ident == name,
    }
}

/// The identifier of an item in the expansion.
///
/// It keeps its location for messages, but cannot refer to other parts of the expansion.
pub(crate) fn in_expansion(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(ident.span().resolved_at(Span::mixed_site()));
    ident
}

/// Whether two fields are the same property.
fn clash(a: &Property<'_>, b: &Property<'_>) -> bool {
    match (&a.shape, &b.shape) {
        (Shape::Extra { .. }, Shape::Extra { .. }) => true,
        (Shape::Extra { .. }, _) | (_, Shape::Extra { .. }) => false,
        _ => a.wire == b.wire,
    }
}

/// The options of `#[property(...)]`.
#[derive(Default)]
struct FieldOptions {
    name: Option<String>,
    extra: bool,
    undocumented: bool,
    nullable: bool,
    required: bool,
    constant: Option<Scalar>,
    into: bool,
    secret: bool,
    media_type: Option<String>,
    style: Option<Ident>,
}

impl FieldOptions {
    fn take(attributes: &mut Vec<Attribute>) -> Result<Self> {
        let mut options = Self::default();
        for attribute in take(attributes, "property") {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    options.name = Some(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("extra") {
                    options.extra = true;
                } else if meta.path.is_ident("undocumented") {
                    options.undocumented = true;
                } else if meta.path.is_ident("nullable") {
                    options.nullable = true;
                } else if meta.path.is_ident("required") {
                    options.required = true;
                } else if meta.path.is_ident("constant") {
                    options.constant = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("into") {
                    options.into = true;
                } else if meta.path.is_ident("secret") {
                    options.secret = true;
                } else if meta.path.is_ident("media_type") {
                    options.media_type = Some(meta.value()?.parse::<LitStr>()?.value());
                } else if meta.path.is_ident("style") {
                    options.style = Some(meta.value()?.parse()?);
                } else {
                    let expected = "expected `name = \"...\"`, `media_type = \"...\"`, `style = ...`, `constant = ...`, `nullable`, `required`, `into`, `secret`, `extra` or `undocumented`";
                    return Err(meta.error(expected));
                }
                Ok(())
            })?;
        }
        Ok(options)
    }
}

/// The default name of a field's property.
fn wire_name(ident: &Ident, snake_case: bool) -> String {
    let name = ident.unraw().to_string();
    let name = name.strip_suffix('_').unwrap_or(&name);
    if snake_case {
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
            ("mac", false, "mac"),
            ("group_policy_id", false, "groupPolicyId"),
            ("group_policy_id", true, "group_policy_id"),
            ("type_", false, "type"),
            ("type_", true, "type"),
            ("ip6_local", false, "ip6Local"),
            ("wan_1_ip", false, "wan1Ip"),
        ];
        for (field, snake_case, wire) in cases {
            let ident = Ident::new(field, Span::call_site());
            assert_eq!(wire_name(&ident, snake_case), wire, "{field}");
        }
        let raw = Ident::new_raw("match", Span::call_site());
        assert_eq!(wire_name(&raw, false), "match");
    }
}
