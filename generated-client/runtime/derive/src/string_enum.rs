//! `#[string_enum]`: converts an enum to strings and back.

use crate::enum_variants::Variants;
use crate::fields::take;
use crate::serde;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::Nothing;
use syn::{DeriveInput, LitStr, Result, Variant};

pub(crate) fn expand(arguments: TokenStream, mut input: DeriveInput) -> Result<TokenStream> {
    syn::parse2::<Nothing>(arguments)?;
    let unknown = quote!(::runtime::UnknownValue);
    let Variants { known, values: texts } = Variants::complete(&mut input, text, unknown)?;
    let name = &input.ident;
    let decode = quote! {
        ::runtime::string_enum::decode(deserializer)
    };
    let encode = quote! {
        serializer.serialize_str(self.as_str())
    };
    let serde = serde::impls(name, &decode, &encode);
    Ok(quote! {
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash
        )]
        #[non_exhaustive]
        #input
        #[automatically_derived]
        impl #name {
            /// Every value that this version of the crate knows.
            pub const VALUES: &'static [Self] = <Self as ::runtime::StringEnum>::VALUES;

            /// The value as it is sent.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#known => #texts,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }
        #[automatically_derived]
        impl ::runtime::StringEnum for #name {
            const VALUES: &'static [Self] = &[#(Self::#known),*];
            const STRINGS: &'static [&'static str] = &[#(#texts),*];
            fn unknown(value: ::runtime::UnknownValue) -> Self {
                Self::Unknown(value)
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<&str> for #name {
            #[inline]
            fn from(text: &str) -> Self {
                ::runtime::string_enum::parse(text)
            }
        }
        #[automatically_derived]
        impl ::core::str::FromStr for #name {
            type Err = ::core::convert::Infallible;
            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::runtime::string_enum::parse(text))
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        #serde
    })
}

/// The string of a variant: `#[value("...")]`, or else its name.
fn text(variant: &mut Variant) -> Result<String> {
    match take(&mut variant.attrs, "value").first() {
        Some(value) => Ok(value.parse_args::<LitStr>()?.value()),
        None => Ok(variant.ident.unraw().to_string()),
    }
}
