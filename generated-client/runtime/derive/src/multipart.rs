//! `#[derive(Multipart)]`: in comes a struct, out comes the impl that adds its fields to a form, part by part.

use crate::fields::{Member, Shape, argument, members};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Result, Type};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    let parts: Vec<TokenStream> = members(input)?.iter().map(part).collect::<Result<_>>()?;
    Ok(quote! {
        #[automatically_derived]
        impl ::runtime::Multipart for #name {
            fn write(&self, form: &mut ::runtime::multipart::Form) {
                #(#parts)*
            }
        }
    })
}

/// The statement that adds the parts of one member.
fn part(member: &Member<'_>) -> Result<TokenStream> {
    let Member { ident, wire, ty, shape, media_type, .. } = member;
    let media_type = match media_type {
        Some(media_type) => quote!(::core::option::Option::Some(#media_type)),
        None => quote!(::core::option::Option::None),
    };
    let add = |ty: &Type, value: TokenStream| {
        if is_part(ty) {
            quote!(form.part(#wire, #value, #media_type);)
        } else if argument(ty, "Vec").is_some_and(is_part) {
            quote!(#value.iter().for_each(|part| form.part(#wire, part, #media_type));)
        } else {
            quote!(form.value(#wire, #value, #media_type);)
        }
    };
    Ok(match shape {
        Shape::Required => add(ty, quote!(&self.#ident)),
        Shape::Optional(inner) => {
            let add = add(inner, quote!(value));
            quote!(if let ::core::option::Option::Some(value) = &self.#ident { #add })
        }
        Shape::Nullable(inner) => {
            let add = add(inner, quote!(value));
            quote!(if let ::core::option::Option::Some(::core::option::Option::Some(value)) = &self.#ident { #add })
        }
        Shape::Extra => {
            quote!(self.#ident.iter().for_each(|(name, value)| form.value(name, value, #media_type));)
        }
    })
}

/// Whether a type is a part already.
fn is_part(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Part"))
}
