//! What a comparison finds: [`Change`], and by its [`Kind`] what it means for callers.

use std::fmt;

/// A difference between two clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of the Rust, in the terms of `cargo-semver-checks` where it has one.
    pub kind: Kind,
    /// The module that it is in: a scope, [`SCHEMAS`], or [`CLIENT`].
    pub scope: String,
    /// The operation, if it is about one.
    pub operation: Option<String>,
    /// What changed, in the API's terms, to be read after the operation's name.
    pub description: String,
    /// The Rust that it is about: a path below the crate.
    pub item: String,
}

/// The module of the named schemas.
pub const SCHEMAS: &str = "schemas";

/// What is about the client as a whole has this for its scope.
pub const CLIENT: &str = "client";

impl Change {
    /// What it means for callers.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.kind.meaning().1
    }
}

/// What a change means for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code that was written against the old client may not compile, or mean something else.
    Breaking,
    /// Such code compiles; there is more to use, or something else is sent.
    Additive,
    /// Only documentation changed.
    Documentation,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Documentation => "documentation",
        })
    }
}

/// What became of the Rust.
///
/// Named as the lints of `cargo-semver-checks` are, which looks at no types of fields and arguments, and at nothing that is
/// new or only sent otherwise: those have names of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`why` says what each is")]
pub enum Kind {
    FeatureMissing,
    ModuleMissing,
    StructMissing,
    EnumMissing,
    TypeAliasMissing,
    TypeChangedKind,
    TypeIdentityChanged,
    DeriveTraitImplRemoved,
    StructPubFieldMissing,
    StructFieldTypeChanged,
    EnumVariantMissing,
    EnumVariantAdded,
    EnumVariantTypeChanged,
    InherentMethodMissing,
    MethodParameterCountChanged,
    MethodParameterOrderChanged,
    MethodParameterTypeChanged,
    MethodReturnTypeChanged,
    PubModuleLevelConstMissing,
    ConstTypeChanged,
    DeriveTraitImplAdded,
    FeatureAdded,
    ModuleAdded,
    TypeAdded,
    StructPubFieldAdded,
    NonExhaustiveEnumVariantAdded,
    InherentMethodAdded,
    MethodParameterTypeGeneralized,
    ConstAdded,
    TypeMethodMarkedDeprecated,
    StructFieldMarkedDeprecated,
    DeprecationLifted,
    BehaviorChanged,
    DocumentationChanged,
}

impl Kind {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.meaning().0
    }

    /// Why it has its class.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.meaning().2
    }

    /// The name, the class and the reason.
    const fn meaning(self) -> (&'static str, Class, &'static str) {
        use Class::{Additive, Breaking, Documentation};
        match self {
            Self::FeatureMissing => {
                ("feature_missing", Breaking, "dependents that name the feature do not build")
            }
            Self::ModuleMissing => {
                ("module_missing", Breaking, "paths into the module, and its method, are removed")
            }
            Self::StructMissing => {
                ("struct_missing", Breaking, "code that names it is left without")
            }
            Self::EnumMissing => ("enum_missing", Breaking, "code that names it is left without"),
            Self::TypeAliasMissing => {
                ("type_alias_missing", Breaking, "code that names it is left without")
            }
            Self::TypeChangedKind => {
                ("type_changed_kind", Breaking, "what it was made of is not there any more")
            }
            Self::TypeIdentityChanged => {
                ("type_identity_changed", Breaking, "values of two types were of one before")
            }
            Self::DeriveTraitImplRemoved => {
                ("derive_trait_impl_removed", Breaking, "code that uses the trait is left without")
            }
            Self::StructPubFieldMissing => {
                ("struct_pub_field_missing", Breaking, "code that uses the field is left without")
            }
            Self::StructFieldTypeChanged => (
                "struct_field_type_changed",
                Breaking,
                "code that uses the field meets another type",
            ),
            Self::EnumVariantMissing => {
                ("enum_variant_missing", Breaking, "code that names the variant is left without")
            }
            Self::EnumVariantAdded => {
                ("enum_variant_added", Breaking, "a `match` without a catch-all does not cover it")
            }
            Self::EnumVariantTypeChanged => {
                ("enum_variant_type_changed", Breaking, "the variant holds another type")
            }
            Self::InherentMethodMissing => {
                ("inherent_method_missing", Breaking, "calls of the method are left without")
            }
            Self::MethodParameterCountChanged => (
                "method_parameter_count_changed",
                Breaking,
                "calls pass another number of arguments",
            ),
            Self::MethodParameterOrderChanged => (
                "method_parameter_order_changed",
                Breaking,
                "calls pass arguments in the old order",
            ),
            Self::MethodParameterTypeChanged => (
                "method_parameter_type_changed",
                Breaking,
                "calls pass an argument of the old type",
            ),
            Self::MethodReturnTypeChanged => {
                ("method_return_type_changed", Breaking, "callers expect the old type")
            }
            Self::PubModuleLevelConstMissing => (
                "pub_module_level_const_missing",
                Breaking,
                "code that names the constant is left without",
            ),
            Self::ConstTypeChanged => {
                ("const_type_changed", Breaking, "what is read by the constant has another type")
            }
            Self::DeriveTraitImplAdded => {
                ("derive_trait_impl_added", Additive, "nothing that was there changes")
            }
            Self::FeatureAdded => ("feature_added", Additive, "it is on by default"),
            Self::ModuleAdded => ("module_added", Additive, "nothing that was there changes"),
            Self::TypeAdded => ("type_added", Additive, "nothing that was there changes"),
            Self::StructPubFieldAdded => {
                ("struct_pub_field_added", Additive, "the struct is `#[non_exhaustive]`")
            }
            Self::NonExhaustiveEnumVariantAdded => (
                "non_exhaustive_enum_variant_added",
                Additive,
                "the enum is `#[non_exhaustive]`, and had the value in its `Unknown`",
            ),
            Self::InherentMethodAdded => {
                ("inherent_method_added", Additive, "nothing that was there changes")
            }
            Self::MethodParameterTypeGeneralized => (
                "method_parameter_type_generalized",
                Additive,
                "what could be passed can be passed still",
            ),
            Self::ConstAdded => ("const_added", Additive, "nothing that was there changes"),
            Self::TypeMethodMarkedDeprecated => {
                ("type_method_marked_deprecated", Additive, "calls compile, with a warning")
            }
            Self::StructFieldMarkedDeprecated => {
                ("struct_field_marked_deprecated", Additive, "uses compile, with a warning")
            }
            Self::DeprecationLifted => ("deprecation_lifted", Additive, "a warning less"),
            Self::BehaviorChanged => {
                ("behavior_changed", Additive, "code stays as it is; what is sent or done does not")
            }
            Self::DocumentationChanged => {
                ("documentation_changed", Documentation, "no code is touched")
            }
        }
    }
}

/// What is changes, as it is changes.
pub(super) struct Changes<'a> {
    scope: &'a str,
    operation: Option<&'a str>,
    /// The path of the module.
    module: String,
    pub(super) list: Vec<Change>,
}

impl<'a> Changes<'a> {
    /// Nothing yet, of a module with that path.
    pub(super) const fn new(scope: &'a str, operation: Option<&'a str>, module: String) -> Self {
        Self { scope, operation, module, list: Vec::new() }
    }

    /// Takes a change of an item, whose path begins in the module; the module itself has none.
    pub(super) fn push(&mut self, kind: Kind, item: &str, what: impl Into<String>) {
        let parent = || self.module.rsplit_once("::").map_or("", |(parent, _)| parent);
        let (module, item) = match item.strip_prefix("super::") {
            Some(item) => (parent(), item),
            None => (self.module.as_str(), item),
        };
        let separator = if module.is_empty() || item.is_empty() { "" } else { "::" };
        self.list.push(Change {
            kind,
            scope: self.scope.to_owned(),
            operation: self.operation.map(str::to_owned),
            description: what.into(),
            item: format!("{module}{separator}{item}"),
        });
    }
}
