//! `#[union]`: decodes the variant that fits, and encodes it.

use crate::fields::{in_expansion, take};
use crate::serde;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr, Result, Token, parse_quote};

pub(crate) fn expand(said: TokenStream, mut input: DeriveInput) -> Result<TokenStream> {
    let tag = tag(said)?;
    let variants = complete(&mut input)?;
    let name = &input.ident;
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
    let decode = quote! {
        let mut choice = ::runtime::union::Choice::read(deserializer, #read_tag)?;
        #(#offers)*
        ::core::result::Result::Ok(choice.end(Self::Unknown))
    };
    let encode = quote! {
        match self {
            #(#arms)*
            Self::Unknown(value) => {
                ::runtime::object::Serialize::serialize(value, serializer)
            }
        }
    };
    let serde = serde::impls(name, &decode, &encode);
    Ok(quote! {
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        #input
        #serde
    })
}

/// One of the types.
struct Variant {
    ident: Ident,
    /// The discriminator values that select it.
    tags: Vec<String>,
}

/// The variants in order. The one that keeps any other value is added to them in the enum.
fn complete(input: &mut DeriveInput) -> Result<Vec<Variant>> {
    let Data::Enum(data) = &mut input.data else {
        return Err(Error::new_spanned(&input.ident, "expected an enum"));
    };
    let mut variants = Vec::with_capacity(data.variants.len());
    for variant in &mut data.variants {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 && variant.ident != "Unknown" => {
                let tags = tags(&take(&mut variant.attrs, "tag"))?;
                variants.push(Variant { ident: in_expansion(&variant.ident), tags });
            }
            Fields::Unnamed(_) | Fields::Named(_) | Fields::Unit => {
                let message = "expected a variant that holds one value; `Unknown` is added";
                return Err(Error::new_spanned(variant, message));
            }
        }
    }
    data.variants.push(parse_quote! {
        /// A value that this version of the crate does not know.
        Unknown(::runtime::Value)
    });
    Ok(variants)
}

/// The discriminator property: `#[union(tag = "...")]`.
fn tag(said: TokenStream) -> Result<Option<String>> {
    let mut tag = None;
    let mut read = |meta: ParseNestedMeta<'_>| {
        if !meta.path.is_ident("tag") {
            return Err(meta.error("expected `tag = \"...\"`"));
        }
        tag = Some(meta.value()?.parse::<LitStr>()?.value());
        Ok(())
    };
    syn::meta::parser(&mut read).parse2(said)?;
    Ok(tag)
}

/// The discriminator values of `#[tag("...", ...)]`.
fn tags(attributes: &[Attribute]) -> Result<Vec<String>> {
    let mut tags = Vec::new();
    for attribute in attributes {
        let texts = attribute.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)?;
        tags.extend(texts.iter().map(LitStr::value));
    }
    Ok(tags)
}
