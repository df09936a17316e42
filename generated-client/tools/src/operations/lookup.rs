//! Decodes the table, and finds operations, parameters and responses in it.

use super::data::{Location, Operation, Operations, Parameter, Response};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

impl Operations {
    /// Decodes a table, once for the whole program.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not a table of operations.
    pub fn of(table: &'static str) -> Result<&'static Self, serde_json::Error> {
        static DECODED: Mutex<Option<HashMap<usize, &'static Operations>>> = Mutex::new(None);
        let mut decoded = DECODED.lock().unwrap_or_else(PoisonError::into_inner);
        let decoded = decoded.get_or_insert_default();
        let address = table.as_ptr().addr();
        if let Some(operations) = decoded.get(&address) {
            return Ok(operations);
        }
        // The calls of the runtime borrow from it for as long as the program runs.
        let operations: &'static Self = Box::leak(Box::new(serde_json::from_str(table)?));
        decoded.insert(address, operations);
        Ok(operations)
    }

    /// The operation with an id.
    pub fn by_id(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The operation with a name in a scope.
    pub fn by_name(&self, scope: &str, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.scope == scope && operation.name == name)
    }

    /// The names of the scopes, in order.
    pub fn scopes(&self) -> Vec<&str> {
        let mut scopes: Vec<&str> =
            self.operations.iter().map(|operation| &*operation.scope).collect();
        scopes.dedup();
        scopes
    }
}

impl Operation {
    /// Whether it only reads (RFC 9110: its method is safe).
    pub fn is_safe(&self) -> bool {
        matches!(&*self.method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY")
    }

    /// Whether repeating it has the same effect as doing it once (RFC 9110).
    pub fn is_idempotent(&self) -> bool {
        self.is_safe() || matches!(&*self.method, "PUT" | "DELETE")
    }

    /// Whether it can be an action of a batch.
    pub fn is_batchable(&self) -> bool {
        self.action.is_some()
    }

    /// The names of its parameters, each unique: one whose name another parameter has too is prefixed with its location, as in
    /// `query.id`.
    pub fn named_parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, &Parameter)> {
        self.parameters.iter().enumerate().map(|(index, parameter)| {
            let mut earlier = self.parameters.iter().take(index);
            let name = match earlier.any(|other| other.name == parameter.name) {
                true => format!("{}.{}", parameter.location.as_str(), parameter.name).into(),
                false => Cow::Borrowed(&*parameter.name),
            };
            (name, parameter)
        })
    }

    /// The documented response with a status code.
    pub fn response(&self, status: u16) -> Option<&Response> {
        let of = |wanted: &str| self.responses.iter().find(|one| one.status == wanted);
        of(&status.to_string())
            .or_else(|| of(&format!("{}XX", status / 100)))
            .or_else(|| of("default"))
    }

    /// The first documented response of a success.
    pub fn success(&self) -> Option<&Response> {
        let success = self.responses.iter().find(|response| response.status.starts_with('2'));
        success.or_else(|| self.responses.iter().find(|response| response.status == "default"))
    }
}

impl Location {
    /// The name in OpenAPI.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}
