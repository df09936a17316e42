//! `#[derive(StringEnum)]`: in comes an enum of texts, out come the impls that take it to its texts and back.

use crate::fields::in_expansion;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Error, Fields, LitStr, Result, Variant};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let name = &input.ident;
    let Variants { known, texts, unknown } = Variants::of(input)?;
    Ok(quote! {
        #[automatically_derived]
        impl #name {
            /// Every value that this version of the crate knows.
            pub const VALUES: &'static [Self] = &[#(Self::#known),*];

            /// The value as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#known => #texts,)*
                    Self::#unknown(value) => value.as_str(),
                }
            }
        }
        #[automatically_derived]
        impl ::runtime::StringEnum for #name {
            const VALUES: &'static [Self] = Self::VALUES;
            const TEXTS: &'static [&'static str] = &[#(#texts),*];
            fn unknown(value: ::runtime::UnknownValue) -> Self {
                Self::#unknown(value)
            }
        }
        #[automatically_derived]
        impl ::core::convert::From<&str> for #name {
            fn from(text: &str) -> Self {
                ::runtime::string_enum::parse(text)
            }
        }
        #[automatically_derived]
        impl ::core::str::FromStr for #name {
            type Err = ::core::convert::Infallible;
            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(::runtime::string_enum::parse(text))
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        #[automatically_derived]
        impl<'de> ::runtime::object::Deserialize<'de> for #name {
            fn deserialize<D: ::runtime::object::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::runtime::string_enum::decode(deserializer)
            }
        }
        #[automatically_derived]
        impl ::runtime::object::Serialize for #name {
            fn serialize<S: ::runtime::object::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    })
}

/// The variants of a string enum.
struct Variants {
    /// Those with a text of their own, in order.
    known: Vec<Ident>,
    /// Their texts.
    texts: Vec<String>,
    /// The one that keeps any other text.
    unknown: Ident,
}

impl Variants {
    fn of(input: &DeriveInput) -> Result<Self> {
        let Data::Enum(data) = &input.data else {
            return Err(Error::new_spanned(&input.ident, "expected an enum"));
        };
        let mut known = Vec::with_capacity(data.variants.len());
        let mut texts = Vec::with_capacity(data.variants.len());
        let mut unknown = None;
        for variant in &data.variants {
            match &variant.fields {
                Fields::Unit => {
                    let text = text(variant)?;
                    if texts.contains(&text) {
                        let message = format!("the value {text:?} is there already");
                        return Err(Error::new_spanned(&variant.ident, message));
                    }
                    known.push(in_expansion(&variant.ident));
                    texts.push(text);
                }
                Fields::Unnamed(fields)
                    if fields.unnamed.len() == 1
                        && variant.ident == "Unknown"
                        && unknown.is_none() =>
                {
                    unknown = Some(in_expansion(&variant.ident));
                }
                Fields::Unnamed(_) | Fields::Named(_) => {
                    return Err(Error::new_spanned(
                        variant,
                        "expected a variant without fields, or `Unknown(UnknownValue)`",
                    ));
                }
            }
        }
        let unknown = unknown.ok_or_else(|| {
            Error::new_spanned(&input.ident, "there is no variant `Unknown(UnknownValue)`")
        })?;
        Ok(Self { known, texts, unknown })
    }
}

/// The text of a variant: what `#[value("...")]` says, else its name.
fn text(variant: &Variant) -> Result<String> {
    for attribute in &variant.attrs {
        if attribute.path().is_ident("value") {
            return Ok(attribute.parse_args::<LitStr>()?.value());
        }
    }
    Ok(variant.ident.unraw().to_string())
}
