//! The impl that adds a struct's properties to a multipart form.

use crate::fields::{Property, Shape, argument};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

pub(crate) fn expand(name: &Ident, properties: &[Property<'_>]) -> TokenStream {
    let parts = properties.iter().map(part);
    quote! {
        #[automatically_derived]
        impl ::runtime::Multipart for #name {
            fn write(&self, form: &mut ::runtime::multipart::Form) {
                #(#parts)*
            }
        }
    }
}

/// The statement that adds the parts of a property.
fn part(property: &Property<'_>) -> TokenStream {
    let Property { ident, wire, ty, shape, media_type, style, .. } = property;
    let media_type = match media_type {
        Some(media_type) => quote!(::core::option::Option::Some(#media_type)),
        None => quote!(::core::option::Option::None),
    };
    let add = |ty: &Type, value: TokenStream| {
        if let Some(style) = style {
            quote!(form.styled(#wire, #value, ::runtime::ObjectStyle::#style);)
        } else if is_part(ty) {
            quote!(form.part(#wire, #value, #media_type);)
        } else if argument(ty, "Vec").is_some_and(is_part) {
            quote!(for part in #value { form.part(#wire, part, #media_type); })
        } else {
            quote!(form.value(#wire, #value, #media_type);)
        }
    };
    match shape {
        Shape::Required => add(ty, quote!(&self.#ident)),
        Shape::Optional(inner) | Shape::RequiredNullable(inner) => {
            let add = add(inner, quote!(value));
            quote!(if let ::core::option::Option::Some(value) = &self.#ident { #add })
        }
        Shape::Nullable(inner) => {
            let add = add(inner, quote!(value));
            quote!(if let ::core::option::Option::Some(::core::option::Option::Some(value)) = &self.#ident { #add })
        }
        Shape::Extra { .. } => {
            quote!(self.#ident.iter().for_each(|(name, value)| form.value(name, value, #media_type));)
        }
    }
}

/// Whether a type is a part already.
fn is_part(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Part"))
}
