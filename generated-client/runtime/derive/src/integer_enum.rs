//! `#[integer_enum]`: converts an enum to integers and back.

use crate::enum_variants::Variants;
use crate::fields::take;
use crate::scalar::Scalar;
use crate::serde;
use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Nothing;
use syn::{DeriveInput, Error, Result, Variant};

pub(crate) fn expand(arguments: TokenStream, mut input: DeriveInput) -> Result<TokenStream> {
    syn::parse2::<Nothing>(arguments)?;
    let unknown = quote!(::runtime::UnknownInteger);
    let Variants { known, values: integers } = Variants::complete(&mut input, integer, unknown)?;
    let name = &input.ident;
    let decode = quote!(::runtime::integer_enum::decode(deserializer));
    let encode = quote!(serializer.serialize_i64(self.as_i64()));
    let serde = serde::impls(name, &decode, &encode);
    Ok(quote! {
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
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
            pub const VALUES: &'static [Self] = <Self as ::runtime::IntegerEnum>::VALUES;

            /// The value as it is sent.
            #[inline]
            pub fn as_i64(self) -> i64 {
                match self {
                    #(Self::#known => #integers,)*
                    Self::Unknown(value) => value.as_i64(),
                }
            }
        }
        #[automatically_derived]
        impl ::runtime::IntegerEnum for #name {
            const VALUES: &'static [Self] = &[#(Self::#known),*];
            const INTEGERS: &'static [i64] = &[#(#integers),*];
            fn unknown(value: ::runtime::UnknownInteger) -> Self {
                Self::Unknown(value)
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<i64> for #name {
            #[inline]
            fn from(integer: i64) -> Self {
                ::runtime::integer_enum::of(integer)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
        #serde
    })
}

/// The integer of a variant: `#[value(1)]`.
fn integer(variant: &mut Variant) -> Result<i64> {
    if let Some(value) = take(&mut variant.attrs, "value").first()
        && let Scalar::Integer(integer) = value.parse_args()?
    {
        return Ok(integer);
    }
    Err(Error::new_spanned(variant, "expected `#[value(...)]` with an integer"))
}
