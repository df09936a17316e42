//! A documentation page -> its operation, and its part of the API's metadata.

use super::{credentials, unquoted, version};
use crate::diagnostic::{Diagnostics, Location};
use crate::document::Method;
use crate::source::Pointer;
use serde_json::{Map, Value};

/// The properties of a page.
pub(super) const PAGE: &[&str] = &["type", "title", "meta", "spec"];
/// The properties of `meta`: metadata of the whole API.
pub(super) const META: &[&str] =
    &["openapi", "info", "servers", "security", "securitySchemes", "tags"];
/// The properties of `spec`: the path, the method and the properties of an OpenAPI operation.
pub(super) const SPEC: &[&str] = &[
    "method",
    "path",
    "operationId",
    "tags",
    "summary",
    "description",
    "externalDocs",
    "deprecated",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "security",
    "servers",
];
/// Properties that the site adds for its own use. They do not describe the API.
pub(super) const CHROME: &[&str] = &["id", "__originalOperationId"];

/// A documentation page.
pub(super) struct Page {
    /// The index of the file in the list of sources.
    pub(super) file: usize,
    /// The path of the operation.
    pub(super) path: String,
    /// The method of the operation.
    pub(super) method: Method,
    /// The metadata of the whole API.
    pub(super) meta: Map<String, Value>,
    /// The OpenAPI operation.
    pub(super) operation: Map<String, Value>,
}

impl Page {
    /// Parses a page, or reports errors.
    pub(super) fn parse(
        file: usize,
        mut properties: Map<String, Value>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let root = Pointer::root();
        let (meta_at, spec_at) = (root.child("meta"), root.child("spec"));
        let mut reader = PageReader { file, diagnostics };
        reader.check_properties(&root, &mut properties, PAGE);
        let meta = reader.take_object(&mut properties, "meta");
        let spec = reader.take_object(&mut properties, "spec");
        let (mut meta, mut operation) = (meta?, spec?);
        reader.check_properties(&meta_at, &mut meta, META);
        reader.check_properties(&spec_at, &mut operation, SPEC);
        reader.check_openapi(&meta_at, &meta);
        let path = reader.take_string(&mut operation, "path");
        let method = reader.take_string(&mut operation, "method");
        let (path, method) = (path?, method?);
        let Some(method) =
            Method::ALL.into_iter().find(|known| known.as_str().eq_ignore_ascii_case(&method))
        else {
            reader.error(
                spec_at.child("method"),
                format!("`{method}` is not an HTTP method that OpenAPI supports"),
                "use get, put, post, delete, options, head, patch, trace or query",
            );
            return None;
        };
        Some(Self { file, path, method, meta, operation })
    }

    /// The version of the API.
    pub(super) fn version(&self) -> &str {
        let version = self.meta.get("info").and_then(|info| info.get("version"));
        version.and_then(Value::as_str).unwrap_or_default()
    }

    /// The `operationId`, if there is one.
    pub(super) fn operation_id(&self) -> Option<&str> {
        self.operation.get("operationId").and_then(Value::as_str)
    }

    /// The name of the operation in messages.
    pub(super) fn label(&self) -> String {
        let http = || format!("{} {}", self.method.as_str(), self.path);
        self.operation_id().map_or_else(http, str::to_owned)
    }
}

/// Parses a page and reports its errors.
struct PageReader<'a> {
    file: usize,
    diagnostics: &'a mut Diagnostics,
}

impl PageReader<'_> {
    fn error(&mut self, pointer: Pointer, message: String, help: &str) {
        self.diagnostics.error_in(Location { file: self.file, pointer }, message, help);
    }

    /// Rejects credentials, and warns about unknown properties, which are ignored.
    fn check_properties(
        &mut self,
        at: &Pointer,
        properties: &mut Map<String, Value>,
        known: &[&str],
    ) {
        credentials::reject(self.file, at, properties, self.diagnostics);
        properties.retain(|name, _| {
            // Extensions of the operation are kept.
            let kept = known.contains(&name.as_str()) || (name.starts_with("x-") && known == SPEC);
            if !kept && !CHROME.contains(&name.as_str()) {
                self.diagnostics.warning_in(
                    Location { file: self.file, pointer: at.child(name) },
                    format!(
                        "`{name}` is not a known property of a documentation page and is ignored"
                    ),
                    "import the page with `clientwright spec import FILE`, which removes it",
                );
            }
            kept
        });
    }

    /// Checks that the page uses OpenAPI 3.0.
    fn check_openapi(&mut self, meta_at: &Pointer, meta: &Map<String, Value>) {
        let found = match meta.get("openapi") {
            Some(Value::String(text)) if version::is_release_of(text, "3.0") => return,
            Some(other) => format!("a page of OpenAPI {} is not supported", unquoted(other)),
            None => "the page has no `openapi` version".to_owned(),
        };
        self.error(
            meta_at.child("openapi"),
            found,
            "use a page of OpenAPI 3.0, such as \"openapi\": \"3.0.1\"",
        );
    }

    fn take_object(
        &mut self,
        properties: &mut Map<String, Value>,
        name: &str,
    ) -> Option<Map<String, Value>> {
        match properties.shift_remove(name) {
            Some(Value::Object(object)) => Some(object),
            _ => {
                let message = format!("the page has no `{name}` object");
                self.error(
                    Pointer::root().child(name),
                    message,
                    "download the page again and import it",
                );
                None
            }
        }
    }

    fn take_string(&mut self, spec: &mut Map<String, Value>, name: &str) -> Option<String> {
        match spec.shift_remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => {
                let message = format!("the operation of the page has no `{name}`");
                let at = Pointer::root().child("spec").child(name);
                self.error(at, message, "download the page again and import it");
                None
            }
        }
    }
}
