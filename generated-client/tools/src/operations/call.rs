//! An operation and the values of its parameters -> a call of the runtime.

use super::body::Body;
use super::data::{Location, Operation, Operations, Parameter};
use super::style::{array_style, object_style};
use runtime::{Call, Session};
use serde_json::{Map, Value};

/// The values for a call.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// The values of the parameters, by their names as in [`Operation::named_parameters`]. A parameter that is `null` is not sent.
    pub parameters: Map<String, Value>,
    /// The body.
    pub body: Option<Body>,
}

impl Operation {
    /// A call of the operation.
    ///
    /// # Errors
    ///
    /// Returns an error if a value is missing, has no parameter, or cannot be sent. Sending the call checks the rest.
    pub fn call(
        &'static self,
        operations: &'static Operations,
        session: &Session,
        arguments: &Arguments,
    ) -> Result<Call, String> {
        let described = self.described(operations);
        let mut call = Call::new(session, &described.operation);
        match described.security {
            None => {}
            Some([]) => call.anonymous(),
            Some(any) => call.security(any),
        }
        if let Some(server) = &self.server {
            call.server(server);
        }
        let names: Vec<_> = self.named_parameters().collect();
        if let Some(unknown) =
            arguments.parameters.keys().find(|name| !names.iter().any(|(known, _)| known == *name))
        {
            return Err(format!("`{}` has no parameter `{unknown}`", self.id));
        }
        for (name, parameter) in names {
            match arguments.parameters.get(&*name) {
                None | Some(Value::Null) if parameter.required => {
                    return Err(format!("`{}` requires the parameter `{name}`", self.id));
                }
                None | Some(Value::Null) => {}
                Some(value) => parameter.set(&mut call, value)?,
            }
        }
        match (&self.body, &arguments.body) {
            (Some(body), Some(value)) => body.set(&mut call, value)?,
            (Some(body), None) if body.required => {
                return Err(format!("`{}` requires a body", self.id));
            }
            (None, Some(_)) => return Err(format!("`{}` has no body", self.id)),
            (_, None) => {}
        }
        Ok(call)
    }
}

impl Parameter {
    /// Sets the parameter of a call.
    fn set(&'static self, call: &mut Call, value: &Value) -> Result<(), String> {
        let name: &'static str = &self.name;
        if self.json {
            match self.location {
                Location::Path => call.path_json(name, value),
                Location::Query => call.query_json(name, value),
                Location::Header => call.header_json(name, value),
                Location::Cookie => call.cookie_json(name, value),
            }
        } else if let Some(style) = &self.array {
            let style = array_style(style);
            let values = match value {
                Value::Array(values) => values.iter().map(text).collect(),
                value => vec![text(value)],
            };
            match self.location {
                Location::Path => call.path_array(name, style, values),
                Location::Query => call.query_array(name, style, values),
                Location::Header => call.header_array(name, style, values),
                Location::Cookie => call.cookie_array(name, style, values),
            }
        } else if let Some(style) = &self.object {
            let style = object_style(style);
            match self.location {
                Location::Path => call.path_object(name, style, value),
                Location::Query => call.query_object(name, style, value),
                Location::Header => call.header_object(name, style, value),
                Location::Cookie => call.cookie_object(name, style, value),
            }
        } else {
            if matches!(value, Value::Array(_) | Value::Object(_)) {
                return Err(format!("the parameter `{name}` is a single value, not {value}"));
            }
            let value = text(value);
            match self.location {
                Location::Path if self.reserved => call.path_reserved(name, value),
                Location::Path => call.path(name, value),
                Location::Query => call.query(name, value),
                Location::Header => call.header(name, value),
                Location::Cookie => call.cookie(name, value),
            }
        }
        if self.reserved && self.location == Location::Query {
            call.query_reserved(name);
        }
        Ok(())
    }
}

/// A scalar as a string; any other value as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
