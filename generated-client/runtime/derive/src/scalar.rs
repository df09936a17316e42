//! JSON scalars in attributes: literal -> `Scalar` -> tokens.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::fmt;
use syn::parse::{Parse, ParseStream};
use syn::{Lit, LitFloat, LitInt, LitStr, Result, Token};

/// A boolean, a number or a string.
#[derive(Clone, PartialEq)]
pub(crate) enum Scalar {
    Bool(bool),
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    String(String),
}

impl Parse for Scalar {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let minus: Option<Token![-]> = input.parse()?;
        if minus.is_some() {
            let lookahead = input.lookahead1();
            if lookahead.peek(LitInt) {
                let digits = input.parse::<LitInt>()?;
                let number = format!("-{}", digits.base10_digits());
                return number
                    .parse()
                    .map(Self::Integer)
                    .map_err(|why| syn::Error::new(digits.span(), why));
            }
            if lookahead.peek(LitFloat) {
                return Ok(Self::Float(-input.parse::<LitFloat>()?.base10_parse::<f64>()?));
            }
            return Err(lookahead.error());
        }
        match input.parse()? {
            Lit::Bool(literal) => Ok(Self::Bool(literal.value)),
            Lit::Str(literal) => Ok(Self::String(literal.value())),
            Lit::Float(literal) => literal.base10_parse().map(Self::Float),
            Lit::Int(literal) => match literal.base10_parse() {
                Ok(number) => Ok(Self::Integer(number)),
                Err(_) => literal.base10_parse().map(Self::Unsigned),
            },
            literal => {
                Err(syn::Error::new_spanned(literal, "expected a boolean, a number or a string"))
            }
        }
    }
}

impl ToTokens for Scalar {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Bool(value) => quote!(::runtime::Scalar::Bool(#value)),
            Self::Integer(number) => quote!(::runtime::Scalar::Integer(#number)),
            Self::Unsigned(number) => quote!(::runtime::Scalar::Unsigned(#number)),
            Self::Float(number) => quote!(::runtime::Scalar::Float(#number)),
            Self::String(text) => quote!(::runtime::Scalar::String(#text)),
        });
    }
}

impl fmt::Display for Scalar {
    /// As JSON, without the escapes of strings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::String(text) => write!(f, "\"{text}\""),
        }
    }
}

/// A property with a constant value: `"kind" = "cat"`, or `optional "kind" = "cat"`.
pub(crate) struct Constant {
    pub(crate) name: String,
    pub(crate) value: Scalar,
    /// Whether it may be absent in what is decoded.
    is_optional: bool,
}

impl Parse for Constant {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let optional: Option<optional> = input.parse()?;
        let name = input.parse::<LitStr>()?.value();
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()?, is_optional: optional.is_some() })
    }
}

impl ToTokens for Constant {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { name, value, is_optional } = self;
        tokens.extend(match is_optional {
            true => quote!(::runtime::object::Constant::optional(#name, #value)),
            false => quote!(::runtime::object::Constant::required(#name, #value)),
        });
    }
}

syn::custom_keyword!(optional);
