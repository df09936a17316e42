//! The keys of the profile that only affect the client.

use crate::diagnostic::Diagnostics;
use crate::profile::{Auth, Errors, Profile, Query, Redirects, Retries};
use crate::source::Pointer;

/// Reports the keys that only affect the client, for a crate without one.
pub(in crate::lower) fn report(profile: &Profile, diagnostics: &mut Diagnostics) {
    let Profile {
        strict: _,
        package,
        auth,
        regions,
        trusted_domains,
        caller,
        query,
        paging,
        batch,
        errors,
        secrets: _,
        responses: _,
        redirects,
        formats: _,
        derives: _,
        retries,
        tenancy,
        limits,
        extensions,
        names: _,
    } = profile;
    let keys = [
        ("crate.with", !package.with.is_empty()),
        ("crate.binary", package.binary.is_some()),
        ("auth", *auth != Auth::default()),
        ("regions", !regions.is_empty()),
        ("trusted-domains", !trusted_domains.is_empty()),
        ("caller", caller.is_some()),
        ("query", *query != Query::default()),
        ("paging", paging.is_some()),
        ("batch", batch.is_some()),
        ("errors", *errors != Errors::default()),
        ("redirects", *redirects != Redirects::default()),
        ("retries", *retries != Retries::default()),
        ("tenancy", tenancy.is_some()),
        ("limits", limits.is_some()),
        ("extensions", !extensions.is_empty()),
    ];
    let set: Vec<String> =
        keys.iter().filter(|(_, is_set)| *is_set).map(|(name, _)| format!("`{name}`")).collect();
    if !set.is_empty() {
        diagnostics.profile_warning(
            &Pointer::root(),
            format_args!(
                "the crate has no client, so these keys have no effect: {}",
                set.join(", ")
            ),
            "remove them, or generate a client",
        );
    }
}
