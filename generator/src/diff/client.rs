//! Two versions of the API as a whole -> the changes between them.

use super::change::{Changes, Kind};
use super::docs;
use crate::ir::{Api, Server, ServerVariable};

/// Compares two versions of the API as a whole.
pub(super) fn compare(changes: &mut Changes<'_>, old: &Api, new: &Api) {
    let Api {
        // The summary of the diff shows the title and the version.
        title: _,
        title_docs: _,
        version: _,
        version_docs: _,
        docs,
        base_url,
        key_variable,
        regions,
        servers,
        trusted_domains,
        trusted_origins,
        redirects,
        schemes,
        security,
        caller,
        batch,
        page_style,
        error_messages,
        secret_properties,
        request_id,
        tenancy,
        limits,
        retry_idempotent,
        contention,
    } = old;
    docs::compare(changes, "", "description of the API", docs, &new.docs);
    variants(
        changes,
        "Region",
        &regions.iter().map(|one| (&one.variant, &one.url)).collect::<Vec<_>>(),
        &new.regions.iter().map(|one| (&one.variant, &one.url)).collect::<Vec<_>>(),
    );
    self::servers(changes, servers, &new.servers);
    variants(
        changes,
        "AuthHeader",
        &schemes.iter().map(|one| (&one.choice.variant, &one.location)).collect::<Vec<_>>(),
        &new.schemes.iter().map(|one| (&one.choice.variant, &one.location)).collect::<Vec<_>>(),
    );
    method(changes, "Client::from_env", key_variable.as_ref(), new.key_variable.as_ref());
    method(changes, "Client::batch", batch.as_ref(), new.batch.as_ref());
    method(changes, "Client::known_tenants", tenancy.as_ref(), new.tenancy.as_ref());
    let facts = [
        ("the base URL", *base_url != new.base_url),
        ("the security requirements", *security != new.security),
        ("how redirects are followed", *redirects != new.redirects),
        ("the trusted domains", *trusted_domains != new.trusted_domains),
        ("the trusted origins", *trusted_origins != new.trusted_origins),
        ("the form of the caller's name", *caller != new.caller),
        ("the pagination style", *page_style != new.page_style),
        ("the location of error messages", *error_messages != new.error_messages),
        ("the secret properties", *secret_properties != new.secret_properties),
        ("the request ID header", *request_id != new.request_id),
        ("the rate limits", *limits != new.limits),
        ("the retries of PUT and DELETE", *retry_idempotent != new.retry_idempotent),
        ("the retried contention errors", *contention != new.contention),
    ];
    for (fact, _) in facts.iter().filter(|(_, changed)| *changed) {
        changes.push(Kind::BehaviorChanged, "Client", format!("{fact} changed"));
    }
}

/// Compares the servers that callers can choose.
pub(super) fn servers(changes: &mut Changes<'_>, old: &[Server], new: &[Server]) {
    variants(changes, "Server", &named(old), &named(new));
}

/// The servers by name.
fn named(servers: &[Server]) -> Vec<(&String, (&String, &Vec<ServerVariable>))> {
    servers.iter().map(|one| (&one.name, (&one.url, &one.variables))).collect()
}

/// Compares the variants of a `#[non_exhaustive]` enum.
fn variants<T: PartialEq>(
    changes: &mut Changes<'_>,
    name: &str,
    old: &[(&String, T)],
    new: &[(&String, T)],
) {
    for (variant, was) in old {
        let item = format!("{name}::{variant}");
        match new.iter().find(|(one, _)| one == variant) {
            Some((_, is)) if is == was => {}
            Some(_) => changes.push(
                Kind::BehaviorChanged,
                &item,
                format!("`{item}` has a different value"),
            ),
            None => changes.push(Kind::EnumVariantMissing, &item, format!("`{item}` was removed")),
        }
    }
    for (variant, _) in new.iter().filter(|(one, _)| old.iter().all(|(was, _)| was != one)) {
        let item = format!("{name}::{variant}");
        changes.push(Kind::NonExhaustiveEnumVariantAdded, &item, format!("`{item}` was added"));
    }
}

/// Compares the data that a method depends on.
fn method<T: PartialEq>(changes: &mut Changes<'_>, name: &str, old: Option<&T>, new: Option<&T>) {
    match (old, new) {
        (Some(_), None) => {
            changes.push(Kind::InherentMethodMissing, name, format!("`{name}` was removed"));
        }
        (None, Some(_)) => {
            changes.push(Kind::InherentMethodAdded, name, format!("`{name}` was added"))
        }
        (Some(was), Some(is)) if was != is => {
            changes.push(
                Kind::BehaviorChanged,
                name,
                format!("the configuration of `{name}` changed"),
            );
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}
