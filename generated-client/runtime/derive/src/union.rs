//! `#[derive(Union)]`: in comes an enum of types, out come the impls that decode the one that fits, and encode it.

use crate::fields::in_expansion;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr, Result, Token};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    let tag = tag(&input.attrs)?;
    let (variants, unknown) = variants(input)?;
    let read_tag = match &tag {
        Some(tag) => quote!(::core::option::Option::Some(#tag)),
        None => quote!(::core::option::Option::None),
    };
    let offers = variants
        .iter()
        .map(|Variant { ident, tags }| quote!(choice.offer(&[#(#tags),*], Self::#ident);));
    let arms = variants.iter().map(|Variant { ident, tags }| match (&tag, tags.first()) {
        (Some(tag), Some(text)) => quote! {
            Self::#ident(value) => ::runtime::union::encode_tagged(value, #tag, #text, serializer),
        },
        _ => quote! {
            Self::#ident(value) => ::runtime::object::Serialize::serialize(value, serializer),
        },
    });
    Ok(quote! {
        #[automatically_derived]
        impl<'de> ::runtime::object::Deserialize<'de> for #name {
            fn deserialize<D: ::runtime::object::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let mut choice = ::runtime::union::Choice::read(deserializer, #read_tag)?;
                #(#offers)*
                ::core::result::Result::Ok(choice.end(Self::#unknown))
            }
        }
        #[automatically_derived]
        impl ::runtime::object::Serialize for #name {
            fn serialize<S: ::runtime::object::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    #(#arms)*
                    Self::#unknown(value) => {
                        ::runtime::object::Serialize::serialize(value, serializer)
                    }
                }
            }
        }
    })
}

/// One of the types.
struct Variant {
    ident: Ident,
    /// The texts of the tag that tell that it is meant.
    tags: Vec<String>,
}

/// The variants in order, and the one that keeps any other value.
fn variants(input: &DeriveInput) -> Result<(Vec<Variant>, Ident)> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "expected an enum"));
    };
    let mut variants = Vec::with_capacity(data.variants.len());
    let mut unknown = None;
    for variant in &data.variants {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ident = in_expansion(&variant.ident);
                if variant.ident == "Unknown" {
                    unknown = Some(ident);
                } else {
                    variants.push(Variant { ident, tags: tags(&variant.attrs)? });
                }
            }
            Fields::Unnamed(_) | Fields::Named(_) | Fields::Unit => {
                return Err(Error::new_spanned(variant, "expected a variant that holds one value"));
            }
        }
    }
    let unknown = unknown
        .ok_or_else(|| Error::new_spanned(&input.ident, "there is no variant `Unknown(Value)`"))?;
    Ok((variants, unknown))
}

/// The member that tells the variants apart: what `#[union(tag = "...")]` says.
fn tag(attributes: &[Attribute]) -> Result<Option<String>> {
    let mut tag = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("union")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("tag") {
                return Err(meta.error("expected `tag = \"...\"`"));
            }
            tag = Some(meta.value()?.parse::<LitStr>()?.value());
            Ok(())
        })?;
    }
    Ok(tag)
}

/// The texts that `#[tag("...", ...)]` lists.
fn tags(attributes: &[Attribute]) -> Result<Vec<String>> {
    let mut tags = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("tag")) {
        let texts = attribute.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)?;
        tags.extend(texts.iter().map(LitStr::value));
    }
    Ok(tags)
}
