//! Generates `new(required…)` and a setter for each optional property.

use crate::defaults;
use crate::fields::{Property, Shape, argument, arguments, optional};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

pub(crate) fn expand(name: &Ident, properties: &[Property<'_>]) -> TokenStream {
    let new = new(&name.to_string(), properties);
    let setters = properties.iter().map(setter);
    quote! {
        #new
        #(#setters)*
    }
}

/// The constructor, which takes the required properties.
fn new(name: &str, properties: &[Property<'_>]) -> TokenStream {
    let mut parameters = Vec::new();
    let mut required = Vec::new();
    let mut constants = Vec::new();
    let mut values = Vec::new();
    for property in properties {
        let Property { ident, ty, shape, must_be_set, constant, .. } = property;
        if *must_be_set {
            let inner = match shape {
                Shape::RequiredNullable(_) => None,
                _ => optional(ty),
            };
            let Argument { parameter, value } =
                Argument::of_property(property, inner.unwrap_or(ty));
            parameters.push(quote!(#ident: #parameter));
            required.push(ident.to_string());
            values.push(match inner {
                Some(_) => quote!(#ident: ::core::option::Option::Some(#value)),
                None => quote!(#ident: #value),
            });
            continue;
        }
        if let Some(constant) = constant {
            constants.push(ident.to_string());
            values.push(quote!(#ident: ::runtime::object::constant(#constant)));
            continue;
        }
        let value = defaults::absent(shape);
        values.push(quote!(#ident: #value));
    }
    let value = match (parameters.as_slice(), constants.as_slice()) {
        ([], []) => defaults::empty(properties),
        _ => quote!(Self { #(#values),* }),
    };
    let links = |fields: &[String]| {
        let links = fields.iter().map(|field| format!("[`{field}`](Self::{field})"));
        links.collect::<Vec<_>>().join(", ")
    };
    let doc = match (required.as_slice(), constants.as_slice()) {
        ([], []) => format!("Creates a `{name}` in which nothing is set."),
        ([], constants) => {
            format!("Creates a `{name}` in which only {} is set.", links(constants))
        }
        (required, []) => {
            format!("Creates a `{name}` with its required properties: {}.", links(required))
        }
        (required, constants) => {
            let (required, constants) = (links(required), links(constants));
            format!("Creates a `{name}` with its required properties, {required}, and {constants}.")
        }
    };
    // The API document determines the number of parameters.
    let many = (parameters.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    // A schema may be named `New`.
    let self_named = (name == "New").then(|| quote!(#[allow(clippy::self_named_constructors)]));
    quote! {
        #[doc = #doc]
        #many
        #self_named
        #[inline]
        pub fn new(#(#parameters),*) -> Self {
            #value
        }
    }
}

/// The setter of a property, and `clear_...` if it may be `null`.
fn setter(property: &Property<'_>) -> TokenStream {
    let Property { ident, ty, shape, .. } = property;
    let attributes: Vec<_> = property.inherited_attributes().collect();
    let inner = match shape {
        _ if property.must_be_set => return TokenStream::new(),
        Shape::Optional(inner) | Shape::Nullable(inner) => inner,
        Shape::Required | Shape::RequiredNullable(_) | Shape::Extra { .. } => ty,
    };
    let Argument { parameter, value } = Argument::of_property(property, inner);
    let value = match shape {
        Shape::Required | Shape::RequiredNullable(_) | Shape::Extra { .. } => value,
        Shape::Optional(_) => quote!(::core::option::Option::Some(#value)),
        Shape::Nullable(_) => {
            quote!(::core::option::Option::Some(::core::option::Option::Some(#value)))
        }
    };
    let clear = matches!(shape, Shape::Nullable(_)).then(|| {
        let clear = format_ident!("clear_{}", syn::ext::IdentExt::unraw(ident));
        let doc = format!(
            "Sends `null` as `{ident}`, which differs from omitting it. A form has no `null`, and omits it."
        );
        let deprecated =
            attributes.iter().filter(|attribute| attribute.path().is_ident("deprecated"));
        quote! {
            #[doc = #doc]
            #(#deprecated)*
            #[inline]
            pub fn #clear(mut self) -> Self {
                self.#ident = ::core::option::Option::Some(::core::option::Option::None);
                self
            }
        }
    });
    quote! {
        #(#attributes)*
        #[inline]
        pub fn #ident(mut self, #ident: #parameter) -> Self {
            self.#ident = #value;
            self
        }
        #clear
    }
}

/// A parameter of a setter: its type, and the expression that converts it to the value of the field.
struct Argument {
    parameter: TokenStream,
    value: TokenStream,
}

impl Argument {
    /// The parameter for a property whose type without `Option` is `ty`.
    fn of_property(property: &Property<'_>, ty: &Type) -> Self {
        let ident = &property.ident;
        if !property.into {
            return Self::of(ty, &quote!(#ident));
        }
        if let Some(item) = argument(ty, "Vec") {
            return Self::of_items(item, &quote!(#ident));
        }
        match argument(ty, "Box") {
            None => Self {
                parameter: quote!(impl ::core::convert::Into<#ty>),
                value: quote!(#ident.into()),
            },
            Some(inner) => Self {
                parameter: quote!(impl ::core::convert::Into<#inner>),
                value: quote!(::std::boxed::Box::new(#ident.into())),
            },
        }
    }

    /// The parameter `name` for a value of the type `ty`.
    fn of(ty: &Type, name: &TokenStream) -> Self {
        // Whole numbers are written without a decimal point.
        if is_converted(ty) || is_one_of(ty, &["f64"]) {
            let parameter = quote!(impl ::core::convert::Into<#ty>);
            let value = quote!(#name.into());
            return Self { parameter, value };
        }
        if let Some(item) = argument(ty, "Vec") {
            if is_converted(item) || is_generic(item) {
                return Self::of_items(item, name);
            }
            // The type of an empty list cannot be inferred behind an `Into`.
            let parameter = quote!(impl ::core::iter::IntoIterator<Item = #item>);
            let value = quote!(#name.into_iter().collect());
            return Self { parameter, value };
        }
        if let Some([key, value]) = arguments(ty, "BTreeMap").as_deref() {
            let pair = (quote!(key), quote!(value));
            let key = Self::of_part(key, &pair.0);
            let value = Self::of_part(value, &pair.1);
            let (k, v) = (key.parameter, value.parameter);
            let parameter = quote!(impl ::core::iter::IntoIterator<Item = (#k, #v)>);
            let (k, v) = (key.value, value.value);
            let value = quote!(#name.into_iter().map(|(key, value)| (#k, #v)).collect());
            return Self { parameter, value };
        }
        if let Some(inner) = argument(ty, "Box") {
            let parameter = quote!(#inner);
            let value = quote!(::std::boxed::Box::new(#name));
            return Self { parameter, value };
        }
        Self { parameter: quote!(#ty), value: quote!(#name) }
    }

    /// The parameter for a list of anything that converts into its items.
    fn of_items(item: &Type, name: &TokenStream) -> Self {
        let parameter =
            quote!(impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>);
        let value = quote!(#name.into_iter().map(::core::convert::Into::into).collect());
        Self { parameter, value }
    }

    /// The parameter for a key or a value of a map: converted or unchanged.
    fn of_part(ty: &Type, name: &TokenStream) -> Self {
        if is_converted(ty) {
            Self::of(ty, name)
        } else {
            Self { parameter: quote!(#ty), value: quote!(#name) }
        }
    }
}

/// Whether a parameter of a type is `impl Into`, because callers have it in several forms.
fn is_converted(ty: &Type) -> bool {
    is_one_of(ty, &["String", "Value", "DateTime", "Part"])
}

/// Whether a type has type arguments, as lists and options have.
fn is_generic(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return true };
    path.path.segments.last().is_none_or(|last| !last.arguments.is_empty())
}

fn is_one_of(ty: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path
        .segments
        .last()
        .is_some_and(|last| last.arguments.is_empty() && names.iter().any(|n| last.ident == n))
}
