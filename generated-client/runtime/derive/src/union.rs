//! `#[union]`: decodes the matching variant, and encodes it.

use crate::debug;
use crate::fields::{argument, arguments, in_expansion, take};
use crate::scalar::{Scalar, optional};
use crate::serde;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, LitStr, Meta, Result, Token, Type, parse_quote,
};

pub(crate) fn expand(arguments: TokenStream, mut input: DeriveInput) -> Result<TokenStream> {
    let tag = tag(arguments)?;
    let variants = complete(&mut input)?;
    let name = &input.ident;
    let tag_name = match &tag {
        Some(tag) => quote!(::core::option::Option::Some(#tag)),
        None => quote!(::core::option::Option::None),
    };
    let other = marked(&variants, "other", |variant| variant.is_other)?;
    if let (Some((_, variant)), None) = (other, &tag) {
        let message = "`#[other]` needs `#[union(tag = \"...\")]`";
        return Err(Error::new_spanned(&variant.ident, message));
    }
    let combined = marked(&variants, "combined", |variant| variant.is_combined)?;
    let selects_one = tag.is_some() && !variants.iter().any(|variant| variant.tags.is_optional);
    if let (Some((_, variant)), true) = (combined, selects_one) {
        let message = "`#[combined]` is for unions without a tag, which selects one variant";
        return Err(Error::new_spanned(&variant.ident, message));
    }
    let [other, combined] = [other, combined].map(|marked| match marked {
        Some((index, _)) => quote!(::core::option::Option::Some(#index)),
        None => quote!(::core::option::Option::None),
    });
    let all_tags =
        variants.iter().map(|Variant { tags: Tags { values, .. }, .. }| quote!(&[#(#values),*]));
    let decoded = variants.iter().enumerate().map(|(index, Variant { ident, .. })| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => ::runtime::union::variant(deserializer, Self::#ident),)
    });
    let arms = variants.iter().map(|Variant { ident, tags, .. }| match (&tag, tags.added()) {
        (Some(tag), Some(added)) => quote! {
            Self::#ident(value) => ::runtime::union::encode_tagged(value, #tag, #added, serializer),
        },
        _ => quote! {
            Self::#ident(value) => ::runtime::object::Serialize::serialize(value, serializer),
        },
    });
    let decode = quote!(::runtime::union::decode(deserializer));
    let encode = quote! {
        match self {
            #(#arms)*
            Self::Unknown(value) => {
                ::runtime::object::Serialize::serialize(value, serializer)
            }
        }
    };
    let serde = serde::impls(name, &decode, &encode);
    let debug = debug::union(name, variants.iter().map(|Variant { ident, ty, .. }| (ident, ty)));
    let conversions = variants.iter().filter_map(|variant| conversion(name, variant));
    let literals = variants.iter().filter_map(|variant| literal_conversion(name, variant));
    Ok(quote! {
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        #input
        #[automatically_derived]
        impl ::runtime::Union for #name {
            const TAG: ::core::option::Option<&'static str> = #tag_name;
            const TAGS: &'static [&'static [::runtime::Scalar]] = &[#(#all_tags),*];
            const OTHER: ::core::option::Option<usize> = #other;
            const COMBINED: ::core::option::Option<usize> = #combined;
            fn variant<'de, __D: ::runtime::object::Deserializer<'de>>(
                index: usize,
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                match index {
                    #(#decoded)*
                    _ => ::runtime::union::variant(deserializer, Self::Unknown),
                }
            }
        }
        #(#conversions)*
        #(#literals)*
        #debug
        #serde
    })
}

/// The conversion from the value of a variant, if it is marked `#[from]`.
fn conversion(name: &Ident, Variant { ident, from, .. }: &Variant) -> Option<TokenStream> {
    let ty = from.as_ref()?;
    let (value, made) = match argument(ty, "Box") {
        Some(inner) => (inner, quote!(::std::boxed::Box::new(value))),
        None => (ty, quote!(value)),
    };
    let from = |value: &TokenStream, made: &TokenStream| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#value> for #name {
                #[inline]
                fn from(value: #value) -> Self {
                    Self::#ident(#made)
                }
            }
        }
    };
    let text = is_named(ty, "String").then(|| from(&quote!(&str), &quote!(value.into())));
    let owned = from(&quote!(#value), &made);
    let array = array_conversion(name, ident, ty);
    Some(quote!(#owned #text #array))
}

/// The conversion from an array into a list or a map, whose strings are literals.
fn array_conversion(name: &Ident, variant: &Ident, ty: &Type) -> Option<TokenStream> {
    let (item, value) = match (argument(ty, "Vec"), arguments(ty, "BTreeMap").as_deref()) {
        (Some(item), _) if is_named(item, "String") => {
            (quote!(&str), quote!(value.map(::core::convert::Into::into).into()))
        }
        (Some(item), _) => (quote!(#item), quote!(value.into())),
        (None, Some([key, value])) if is_named(key, "String") => {
            let value = if is_named(value, "String") { quote!(&str) } else { quote!(#value) };
            (
                quote!((&str, #value)),
                quote!(value.map(|(key, value)| (key.into(), value.into())).into()),
            )
        }
        _ => return None,
    };
    Some(quote! {
        #[automatically_derived]
        impl<const N: usize> ::core::convert::From<[#item; N]> for #name {
            fn from(value: [#item; N]) -> Self {
                Self::#variant(#value)
            }
        }
    })
}

/// The conversion from `i32`, the type of an integer literal unless something else determines it, into a wider number.
fn literal_conversion(
    name: &Ident,
    Variant { ident, from, takes_literals, .. }: &Variant,
) -> Option<TokenStream> {
    takes_literals.then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<i32> for #name {
                #[inline]
                fn from(value: i32) -> Self {
                    Self::#ident(<#from>::from(value))
                }
            }
        }
    })
}

/// Whether a type has this name, without regard to its path.
fn is_named(ty: &Type, name: &str) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == name)
}

/// A variant of the enum.
struct Variant {
    ident: Ident,
    ty: Type,
    /// The discriminator values that select it.
    tags: Tags,
    /// Whether it holds values whose tag is absent or unknown.
    is_other: bool,
    /// Whether it has the properties of all others.
    is_combined: bool,
    /// The type that converts into the enum, if this is marked `#[from]`.
    from: Option<Type>,
    /// Whether it is marked `#[from(i32)]`.
    takes_literals: bool,
}

/// The variant that has a mark, and its index.
fn marked<'v>(
    variants: &'v [Variant],
    mark: &str,
    is_marked: impl Fn(&Variant) -> bool,
) -> Result<Option<(usize, &'v Variant)>> {
    let mut marked = variants.iter().enumerate().filter(|(_, variant)| is_marked(variant));
    let first = marked.next();
    match marked.next() {
        Some((_, another)) => {
            let message = format!("one variant is `#[{mark}]` already");
            Err(Error::new_spanned(&another.ident, message))
        }
        None => Ok(first),
    }
}

/// Reads the variants in order, and adds the variant for unknown values to the enum.
fn complete(input: &mut DeriveInput) -> Result<Vec<Variant>> {
    let Data::Enum(data) = &mut input.data else {
        return Err(Error::new_spanned(&input.ident, "expected an enum"));
    };
    let mut variants = Vec::with_capacity(data.variants.len());
    for variant in &mut data.variants {
        match &mut variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 && variant.ident != "Unknown" => {
                let from = fields.unnamed.iter_mut().find_map(|field| {
                    let mark = take(&mut field.attrs, "from").pop()?;
                    Some((field.ty.clone(), mark))
                });
                let takes_literals = match &from {
                    Some((_, mark)) => takes_literals(mark)?,
                    None => false,
                };
                let from = from.map(|(ty, _)| ty);
                let tags = Tags::read(&take(&mut variant.attrs, "tag"))?;
                let is_other = !take(&mut variant.attrs, "other").is_empty();
                let is_combined = !take(&mut variant.attrs, "combined").is_empty();
                let ident = in_expansion(&variant.ident);
                let Some(ty) = fields.unnamed.first().map(|field| field.ty.clone()) else {
                    continue;
                };
                variants.push(Variant {
                    ident,
                    ty,
                    tags,
                    is_other,
                    is_combined,
                    from,
                    takes_literals,
                });
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

/// Whether `#[from]` is `#[from(i32)]`.
fn takes_literals(mark: &Attribute) -> Result<bool> {
    match &mark.meta {
        Meta::Path(_) => Ok(false),
        _ if mark.parse_args::<Ident>().is_ok_and(|literal| literal == "i32") => Ok(true),
        meta => Err(Error::new_spanned(meta, "expected `#[from]` or `#[from(i32)]`")),
    }
}

/// The discriminator property: `#[union(tag = "...")]`.
fn tag(arguments: TokenStream) -> Result<Option<String>> {
    let mut tag = None;
    let mut read = |meta: ParseNestedMeta<'_>| {
        if !meta.path.is_ident("tag") {
            return Err(meta.error("expected `tag = \"...\"`"));
        }
        tag = Some(meta.value()?.parse::<LitStr>()?.value());
        Ok(())
    };
    syn::meta::parser(&mut read).parse2(arguments)?;
    Ok(tag)
}

/// The discriminator values of `#[tag("...", ...)]`, or `#[tag(optional "...")]`.
#[derive(Default)]
struct Tags {
    values: Vec<Scalar>,
    /// Whether a value of the variant may lack them.
    is_optional: bool,
}

impl Tags {
    fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut tags = Self::default();
        for attribute in attributes {
            attribute.parse_args_with(|input: ParseStream<'_>| {
                tags.is_optional |= input.parse::<Option<optional>>()?.is_some();
                tags.values.extend(Punctuated::<Scalar, Token![,]>::parse_terminated(input)?);
                Ok(())
            })?;
        }
        Ok(tags)
    }

    /// The value that encoding adds to an object without one.
    fn added(&self) -> Option<&Scalar> {
        self.values.first().filter(|_| !self.is_optional)
    }
}
