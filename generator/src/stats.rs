//! [`Document`] and [`Crate`] -> [`Stats`]: the size of a client, and how much of it is untyped.

use crate::document::Document;
use crate::ir::{Argument, ArgumentKind, Crate, Definition, Kind, Operation, ParameterShape, Type};

/// The statistics of a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The number of operations.
    pub operations: usize,
    /// The number of named schemas.
    pub schemas: usize,
    /// The number of untyped values in types, parameters, bodies and responses.
    pub untyped: usize,
}

impl Stats {
    /// Counts the operations, schemas and untyped values of a client.
    #[must_use]
    pub fn of(document: &Document, krate: &Crate) -> Self {
        let operations = || krate.scopes.iter().flat_map(|scope| &scope.operations);
        let definitions = || {
            krate.schemas.iter().chain(operations().flat_map(|operation| &operation.definitions))
        };
        let types = definitions().flat_map(types).chain(operations().flat_map(types_of_operation));
        Self {
            operations: operations().count(),
            schemas: document.schemas.len(),
            untyped: types.filter(|ty| is_untyped(ty)).count(),
        }
    }
}

/// Returns the types inside a definition, except the map of additional properties.
fn types(definition: &Definition) -> Vec<&Type> {
    match &definition.kind {
        Kind::Struct(object) => object.fields.iter().map(|field| &field.ty).collect(),
        Kind::Union(union) => union.alternatives.iter().map(|one| &one.ty).collect(),
        Kind::Choice(alternatives) => alternatives.iter().map(|one| &one.ty).collect(),
        Kind::Alias(ty) => vec![ty],
        Kind::StringEnum(_) | Kind::IntegerEnum(_) | Kind::ScalarEnum(_) => Vec::new(),
    }
}

/// Returns the types of the parameters, the body and the response of an operation.
fn types_of_operation(operation: &Operation) -> Vec<&Type> {
    let Operation { arguments, setters, output, .. } = operation;
    let arguments = arguments.iter().map(|Argument { kind, .. }| match kind {
        ArgumentKind::Parameter(parameter) => shape(&parameter.shape),
        ArgumentKind::Body(body) => &body.ty,
    });
    let setters = setters.iter().map(|setter| shape(&setter.parameter.shape));
    let media_types = output.media_types.iter().map(|one| &one.content.ty);
    arguments.chain(setters).chain([&output.ty]).chain(media_types).collect()
}

fn shape(shape: &ParameterShape) -> &Type {
    match shape {
        ParameterShape::Scalar(ty)
        | ParameterShape::Array(ty, _)
        | ParameterShape::Object(ty, _)
        | ParameterShape::Json(ty) => ty,
    }
}

fn is_untyped(ty: &Type) -> bool {
    *ty == Type::Value || ty.inner().iter().any(is_untyped)
}
