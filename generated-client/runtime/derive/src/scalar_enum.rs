//! `#[scalar_enum]`: converts an enum to strings, numbers and booleans, and back.

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
    let unknown = quote!(::runtime::UnknownScalar);
    let Variants { known, values: scalars } = Variants::complete(&mut input, scalar, unknown)?;
    let name = &input.ident;
    let decode = quote!(::runtime::scalar_enum::decode(deserializer));
    let encode = quote!(::runtime::object::Serialize::serialize(&self.to_value(), serializer));
    let serde = serde::impls(name, &decode, &encode);
    Ok(quote! {
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        #input
        #[automatically_derived]
        impl #name {
            /// Every value that this version of the crate knows.
            pub const VALUES: &'static [Self] = <Self as ::runtime::ScalarEnum>::VALUES;

            /// The value as it is sent.
            pub fn to_value(&self) -> ::runtime::Value {
                match self {
                    #(Self::#known => ::core::convert::Into::into(#scalars),)*
                    Self::Unknown(value) => ::core::clone::Clone::clone(value.as_value()),
                }
            }
        }
        #[automatically_derived]
        impl ::runtime::ScalarEnum for #name {
            const VALUES: &'static [Self] = &[#(Self::#known),*];
            const SCALARS: &'static [::runtime::Scalar] = &[#(#scalars),*];
            fn unknown(value: ::runtime::UnknownScalar) -> Self {
                Self::Unknown(value)
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::runtime::scalar_enum::display(&self.to_value(), f)
            }
        }
        #serde
    })
}

/// The scalar of a variant: `#[value(true)]`.
fn scalar(variant: &mut Variant) -> Result<Scalar> {
    match take(&mut variant.attrs, "value").first() {
        Some(value) => value.parse_args(),
        None => {
            let message = "expected `#[value(...)]` with a string, a number or a boolean";
            Err(Error::new_spanned(variant, message))
        }
    }
}
