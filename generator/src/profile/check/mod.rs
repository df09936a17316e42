//! Checks the values of a [`Profile`] that its types do not: patterns, URLs, domains, JSON pointers, names and numbers.

mod metadata;
mod numbers;
mod value;

use super::{AuthScheme, Contention, Endless, Package, PagingStyle, Profile};
use crate::diagnostic::Diagnostics;
use crate::source::Pointer;
use value::Problem;

/// Reports the invalid values of a profile.
pub fn check(profile: &Profile, diagnostics: &mut Diagnostics) {
    let mut checker = Checker { diagnostics };
    checker.package(&profile.package);
    checker.auth(profile);
    checker.hosts(profile);
    checker.caller(profile);
    checker.extensions(profile);
    checker.paging(profile);
    checker.batch(profile);
    checker.responses(profile);
    checker.secrets(&profile.secrets.properties);
    checker.retries(&profile.retries.contention);
    checker.tenancy(profile);
    if let Some(limits) = &profile.limits {
        checker.limits(limits);
    }
    checker.schemas(profile);
}

struct Checker<'d> {
    diagnostics: &'d mut Diagnostics,
}

/// The JSON pointer of a key.
fn key<const N: usize>(tokens: [&str; N]) -> Pointer {
    tokens.into_iter().fold(Pointer::root(), |pointer, token| pointer.child(token))
}

impl Checker<'_> {
    /// Reports a value that has a problem.
    fn require(&mut self, key: &Pointer, checked: Result<(), Problem>) {
        if let Err(Problem { message, help }) = checked {
            self.diagnostics.profile_error(key, message, help);
        }
    }

    /// Checks each item of a list.
    fn each(
        &mut self,
        list: &Pointer,
        items: &[String],
        check: impl Fn(&str) -> Result<(), Problem>,
    ) {
        for (index, item) in items.iter().enumerate() {
            self.require(&list.child(index), check(item));
        }
    }

    fn package(&mut self, package: &Package) {
        let Package {
            name: _,
            version,
            license,
            authors,
            repository,
            homepage,
            documentation,
            keywords,
            categories,
            readme,
            runtime,
            dependencies,
            dev_dependencies,
            benches,
            types_only: _,
            with: _,
            binary: _,
        } = package;
        if let Some(version) = version {
            self.require(&key(["crate", "version"]), value::version(version));
        }
        if let Some(license) = license {
            self.require(&key(["crate", "license"]), value::license(license));
        }
        self.each(&key(["crate", "authors"]), authors, value::not_empty);
        let urls =
            [("repository", repository), ("homepage", homepage), ("documentation", documentation)];
        for (name, url) in urls {
            if let Some(url) = url {
                self.require(&key(["crate", name]), metadata::page(url));
            }
        }
        self.require(&key(["crate", "keywords"]), metadata::at_most_five(keywords));
        self.each(&key(["crate", "keywords"]), keywords, metadata::keyword);
        self.require(&key(["crate", "categories"]), metadata::at_most_five(categories));
        self.each(&key(["crate", "categories"]), categories, metadata::category);
        if let Some(readme) = readme {
            self.require(&key(["crate", "readme"]), metadata::readme(readme));
        }
        if let Some(runtime) = runtime {
            self.require(&key(["crate", "runtime"]), metadata::runtime(runtime));
        }
        for (table, entries) in
            [("dependencies", dependencies), ("dev-dependencies", dev_dependencies)]
        {
            for (name, dependency) in entries {
                self.require(&key(["crate", table, name]), value::dependency(name, dependency));
            }
        }
        self.each(&key(["crate", "benches"]), benches, value::file_stem);
    }

    fn auth(&mut self, profile: &Profile) {
        if let Some(variable) = &profile.auth.key_variable {
            self.require(&key(["auth", "key-variable"]), value::variable(variable));
        }
        let (location, checked) = match &profile.auth.scheme {
            Some(AuthScheme::Http(name)) => ("http", value::token(name)),
            Some(AuthScheme::Header(name)) => ("header", value::token(name)),
            Some(AuthScheme::Cookie(name)) => ("cookie", value::token(name)),
            Some(AuthScheme::Query(name)) => ("query", value::not_empty(name)),
            Some(AuthScheme::Bearer | AuthScheme::Basic) | None => return,
        };
        self.require(&key(["auth", "scheme", location]), checked);
    }

    fn hosts(&mut self, profile: &Profile) {
        self.each(&key(["trusted-domains"]), &profile.trusted_domains, value::domain);
        for (name, url) in &profile.regions {
            let at = key(["regions", name]);
            self.require(&at, value::url(url));
            self.require(&at, value::region_name(name));
        }
    }

    fn extensions(&mut self, profile: &Profile) {
        for (name, title) in &profile.extensions {
            let at = key(["extensions", name]);
            self.require(&at, value::extension(name));
            self.require(&at, value::not_empty(title));
        }
    }

    fn caller(&mut self, profile: &Profile) {
        let Some(caller) = &profile.caller else { return };
        self.require(&key(["caller", "pattern"]), value::pattern(&caller.pattern));
        self.require(&key(["caller", "form"]), value::not_empty(&caller.form));
    }

    fn paging(&mut self, profile: &Profile) {
        let Some(paging) = &profile.paging else { return };
        let at = key(["paging"]);
        if let Some(parameters) = &paging.parameters {
            self.each(&at.child("parameters"), parameters, value::not_empty);
        }
        self.each(&at.child("items"), &paging.items, value::not_empty);
        if let Some(style) = &paging.style {
            self.style(&at.child("style"), style);
        }
        for (id, own) in &paging.operations {
            let at = at.child("operations").child(id);
            if let Some(style) = &own.style {
                self.style(&at.child("style"), style);
            }
            if let Some(items) = &own.items {
                self.require(&at.child("items"), value::not_empty(items));
            }
        }
    }

    fn style(&mut self, at: &Pointer, style: &PagingStyle) {
        let (style, pointers, parameters) = match style {
            PagingStyle::Link => return,
            PagingStyle::Url { property } => ("url", vec![("property", property)], vec![]),
            PagingStyle::Cursor { parameter, property } => {
                ("cursor", vec![("property", property)], vec![("parameter", parameter)])
            }
            PagingStyle::HeaderCursor { parameter, header } => {
                let at = at.child("header-cursor").child("header");
                self.require(&at, value::token(header));
                ("header-cursor", vec![], vec![("parameter", parameter)])
            }
            PagingStyle::LastItem { parameter, property, more } => (
                "last-item",
                [("property", property)]
                    .into_iter()
                    .chain(more.iter().map(|m| ("more", m)))
                    .collect(),
                vec![("parameter", parameter)],
            ),
            PagingStyle::Number { parameter, limit, first: _ } => {
                ("number", vec![], vec![("parameter", parameter), ("limit", limit)])
            }
            PagingStyle::Offset { parameter, limit } => {
                ("offset", vec![], vec![("parameter", parameter), ("limit", limit)])
            }
        };
        for (name, pointer) in pointers {
            self.require(&at.child(style).child(name), value::pointer_of_property(pointer));
        }
        for (name, parameter) in parameters {
            self.require(&at.child(style).child(name), value::not_empty(parameter));
        }
    }

    fn batch(&mut self, profile: &Profile) {
        let Some(batch) = &profile.batch else { return };
        self.require(&key(["batch", "extension"]), value::extension(&batch.extension));
        self.require(&key(["batch", "path"]), value::path(&batch.path));
        for (action, method) in &batch.methods {
            self.require(&key(["batch", "methods", action]), value::method(method));
        }
        for (operation, action) in &batch.actions {
            let at = key(["batch", "actions", operation]);
            self.require(&at.child("resource"), value::path(&action.resource));
            self.require(&at.child("operation"), value::not_empty(&action.operation));
        }
        for (name, count) in [
            ("synchronous", batch.synchronous),
            ("asynchronous", batch.asynchronous),
            ("running", batch.running),
        ] {
            self.require(&key(["batch", name]), numbers::positive_count(count));
        }
        let request = &batch.request;
        for (name, property) in [
            ("confirmed", &request.confirmed),
            ("synchronous", &request.synchronous),
            ("actions", &request.actions),
        ] {
            self.require(&key(["batch", "request", name]), value::not_empty(property));
        }
        if let Some(callback) = &request.callback {
            self.require(&key(["batch", "request", "callback"]), value::not_empty(callback));
        }
        let response = &batch.response;
        for (name, pointer) in [
            ("id", &response.id),
            ("completed", &response.completed),
            ("failed", &response.failed),
            ("errors", &response.errors),
        ] {
            self.require(&key(["batch", "response", name]), value::pointer_of_property(pointer));
        }
    }

    fn responses(&mut self, profile: &Profile) {
        if let Some(messages) = &profile.errors.messages {
            self.require(&key(["errors", "messages"]), value::pointer(messages));
        }
        if let Some(header) = &profile.errors.request_id {
            self.require(&key(["errors", "request-id"]), value::token(header));
        }
        self.each(&key(["responses", "distrust"]), &profile.responses.distrust, value::pointer);
    }

    fn secrets(&mut self, properties: &[String]) {
        self.each(&key(["secrets", "properties"]), properties, value::not_empty);
    }

    fn retries(&mut self, contention: &[Contention]) {
        for (index, error) in contention.iter().enumerate() {
            let at = key(["retries", "contention"]).child(index);
            let Contention { request, status, message, wait: _ } = error;
            if let Some(request) = request {
                self.require(&at.child("request"), value::request(request));
            }
            if let Some(status) = status {
                self.require(&at.child("status"), numbers::client_error(*status));
            }
            self.require(&at.child("message"), value::not_empty(message));
        }
    }

    fn tenancy(&mut self, profile: &Profile) {
        let Some(tenancy) = &profile.tenancy else { return };
        let at = key(["tenancy"]);
        self.require(&at.child("collection"), value::segment(&tenancy.collection));
        self.each(&at.child("properties"), &tenancy.properties, value::pointer_of_property);
        for (index, owned) in tenancy.owned.iter().enumerate() {
            let at = at.child("owned").child(index);
            self.require(&at.child("collection"), value::segment(&owned.collection));
            self.require(&at.child("id"), value::pattern(&owned.id));
            self.each(&at.child("properties"), &owned.properties, value::pointer_of_property);
        }
    }

    /// Checks the keys that are JSON pointers of schemas and operations, and the formats.
    fn schemas(&mut self, profile: &Profile) {
        for at in profile.derives.keys() {
            self.require(&key(["derives", at]), value::pointer(at));
        }
        for at in profile.names.keys() {
            self.require(&key(["names", at]), value::pointer(at));
        }
        for (name, format) in &profile.formats {
            let at = key(["formats", name]);
            self.require(&at, value::not_empty(name));
            if let Some(dependency) = &format.dependency {
                let checked = value::dependency(format.path.root(), dependency);
                self.require(&at.child("dependency"), checked);
            }
        }
        for (operation, endless) in profile.paging.iter().flat_map(|paging| &paging.endless) {
            let Endless { after, seconds: _, before, earliest: _ } = endless;
            let at = key(["paging", "endless", operation]);
            self.require(&at.child("after"), value::not_empty(after));
            self.require(&at.child("before"), value::not_empty(before));
        }
    }
}
