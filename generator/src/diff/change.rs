//! A [`Change`] between two clients, and its impact on callers by its [`Kind`].

use std::fmt;

/// A difference between two clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The change of the Rust API, in the terms of `cargo-semver-checks` where it has one.
    pub kind: Kind,
    /// The module that it is in: a scope, [`SCHEMAS`], or [`CLIENT`].
    pub scope: String,
    /// The operation, if it is about one.
    pub operation: Option<String>,
    /// A description in the terms of the API, which follows the name of the operation.
    pub description: String,
    /// The affected Rust item, as a path below the crate.
    pub item: String,
}

/// The module of the named schemas.
pub const SCHEMAS: &str = "schemas";

/// The scope of changes to the client as a whole.
pub const CLIENT: &str = "client";

impl Change {
    /// Its impact on callers.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.kind.meaning().1
    }
}

/// The impact of a change on callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Code that uses the old client may no longer compile, or may change its meaning.
    Breaking,
    /// Such code still compiles: there are new items, or requests are sent differently.
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

/// The change of the Rust API.
///
/// The names are those of the lints of `cargo-semver-checks`. It does not check the types of fields and arguments, additions,
/// and changes of behavior; these have names in the same style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`reason` describes each")]
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
    TypesMerged,
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

    /// The reason for its class.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.meaning().2
    }

    /// The name, the class and the reason.
    const fn meaning(self) -> (&'static str, Class, &'static str) {
        use Class::{Additive, Breaking, Documentation};
        match self {
            Self::FeatureMissing => {
                ("feature_missing", Breaking, "dependents that enable the feature no longer build")
            }
            Self::ModuleMissing => {
                ("module_missing", Breaking, "paths into the module and its method no longer exist")
            }
            Self::StructMissing => {
                ("struct_missing", Breaking, "code that names the type no longer compiles")
            }
            Self::EnumMissing => {
                ("enum_missing", Breaking, "code that names the type no longer compiles")
            }
            Self::TypeAliasMissing => {
                ("type_alias_missing", Breaking, "code that names the type no longer compiles")
            }
            Self::TypeChangedKind => (
                "type_changed_kind",
                Breaking,
                "the fields or variants of the old type no longer exist",
            ),
            Self::TypeIdentityChanged => (
                "type_identity_changed",
                Breaking,
                "two types that were the same are now different",
            ),
            Self::DeriveTraitImplRemoved => (
                "derive_trait_impl_removed",
                Breaking,
                "code that relies on the trait no longer compiles",
            ),
            Self::StructPubFieldMissing => (
                "struct_pub_field_missing",
                Breaking,
                "code that uses the field no longer compiles",
            ),
            Self::StructFieldTypeChanged => {
                ("struct_field_type_changed", Breaking, "the field has a different type")
            }
            Self::EnumVariantMissing => {
                ("enum_variant_missing", Breaking, "code that names the variant no longer compiles")
            }
            Self::EnumVariantAdded => {
                ("enum_variant_added", Breaking, "an exhaustive `match` does not cover the variant")
            }
            Self::EnumVariantTypeChanged => {
                ("enum_variant_type_changed", Breaking, "the variant has a different type")
            }
            Self::InherentMethodMissing => {
                ("inherent_method_missing", Breaking, "calls of the method no longer compile")
            }
            Self::MethodParameterCountChanged => {
                ("method_parameter_count_changed", Breaking, "the number of arguments is different")
            }
            Self::MethodParameterOrderChanged => (
                "method_parameter_order_changed",
                Breaking,
                "calls pass the arguments in the old order",
            ),
            Self::MethodParameterTypeChanged => (
                "method_parameter_type_changed",
                Breaking,
                "calls pass an argument of the old type",
            ),
            Self::MethodReturnTypeChanged => {
                ("method_return_type_changed", Breaking, "the return type is different")
            }
            Self::PubModuleLevelConstMissing => (
                "pub_module_level_const_missing",
                Breaking,
                "code that names the constant no longer compiles",
            ),
            Self::ConstTypeChanged => {
                ("const_type_changed", Breaking, "the header has a different type")
            }
            Self::DeriveTraitImplAdded => {
                ("derive_trait_impl_added", Additive, "existing code is unaffected")
            }
            Self::FeatureAdded => ("feature_added", Additive, "the feature is enabled by default"),
            Self::ModuleAdded => ("module_added", Additive, "existing code is unaffected"),
            Self::TypeAdded => ("type_added", Additive, "existing code is unaffected"),
            Self::TypesMerged => (
                "types_merged",
                Additive,
                "two types are now the same; only implementations of a trait for both conflict",
            ),
            Self::StructPubFieldAdded => {
                ("struct_pub_field_added", Additive, "the struct is `#[non_exhaustive]`")
            }
            Self::NonExhaustiveEnumVariantAdded => (
                "non_exhaustive_enum_variant_added",
                Additive,
                "the enum is `#[non_exhaustive]`; the value was `Unknown` before",
            ),
            Self::InherentMethodAdded => {
                ("inherent_method_added", Additive, "existing code is unaffected")
            }
            Self::MethodParameterTypeGeneralized => (
                "method_parameter_type_generalized",
                Additive,
                "existing arguments are still accepted",
            ),
            Self::ConstAdded => ("const_added", Additive, "existing code is unaffected"),
            Self::TypeMethodMarkedDeprecated => {
                ("type_method_marked_deprecated", Additive, "calls compile with a warning")
            }
            Self::StructFieldMarkedDeprecated => {
                ("struct_field_marked_deprecated", Additive, "uses compile with a warning")
            }
            Self::DeprecationLifted => {
                ("deprecation_lifted", Additive, "the deprecation warning disappears")
            }
            Self::BehaviorChanged => (
                "behavior_changed",
                Additive,
                "existing code compiles, but the request or its handling changes",
            ),
            Self::DocumentationChanged => {
                ("documentation_changed", Documentation, "existing code is unaffected")
            }
        }
    }
}

/// Collects the changes of a module.
pub(super) struct Changes<'a> {
    scope: &'a str,
    operation: Option<&'a str>,
    /// The path of the module.
    module: String,
    pub(super) list: Vec<Change>,
}

impl<'a> Changes<'a> {
    /// Starts without changes.
    pub(super) const fn new(scope: &'a str, operation: Option<&'a str>, module: String) -> Self {
        Self { scope, operation, module, list: Vec::new() }
    }

    /// Adds a change of an item. The item's path is relative to the module, and empty for the module itself.
    pub(super) fn push(&mut self, kind: Kind, item: &str, description: impl Into<String>) {
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
            description: description.into(),
            item: format!("{module}{separator}{item}"),
        });
    }
}
