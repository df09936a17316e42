//! The operations of a scope -> the read operation of each update, so that its body can be built from a response.
//!
//! It is the `GET` on the path of a `PUT` or `PATCH`. Both types must be objects of their operations, with common properties.

use crate::ir::{
    ArgumentKind, Content, Definition, Format, Kind, Operation, Struct, Type, kind_of,
};

/// Records the read operation in the body of each update.
pub(crate) fn lower(operations: &mut [Operation]) {
    let readers: Vec<Option<String>> =
        operations.iter().map(|update| reader(update, operations)).collect();
    for (update, reader) in operations.iter_mut().zip(readers) {
        let Some(body) = body_name(update).map(str::to_owned) else { continue };
        let of_body = |definition: &&mut Definition| definition.name == body;
        if let Some(Definition { kind: Kind::Struct(body), .. }) =
            update.definitions.iter_mut().find(of_body)
        {
            body.read_by = reader;
        }
    }
}

/// The module of the read operation of an update.
fn reader(update: &Operation, operations: &[Operation]) -> Option<String> {
    if !matches!(update.method, "PUT" | "PATCH") {
        return None;
    }
    let body = object(&update.definitions, body_name(update)?)?;
    let read = operations.iter().find(|read| read.method == "GET" && read.path == update.path)?;
    let Type::Local(response) = &read.output.ty else { return None };
    let response = object(&read.definitions, response)?;
    let shares = |field: &str| response.fields.iter().any(|other| other.name == field);
    body.fields.iter().any(|field| shares(&field.name)).then(|| read.function.clone())
}

/// The name of an operation's body, if its type is defined in the operation's module.
pub(super) fn body_name(operation: &Operation) -> Option<&str> {
    operation.arguments.iter().find_map(|argument| match &argument.kind {
        ArgumentKind::Body(body) => match body.contents.as_slice() {
            [(_, Content { format: Format::Json, ty: Type::Local(name), .. })] => {
                Some(name.as_str())
            }
            _ => None,
        },
        ArgumentKind::Parameter(_) => None,
    })
}

fn object<'d>(definitions: &'d [Definition], name: &str) -> Option<&'d Struct> {
    match kind_of(definitions, name)? {
        Kind::Struct(object) => Some(object),
        Kind::StringEnum(_)
        | Kind::IntegerEnum(_)
        | Kind::ScalarEnum(_)
        | Kind::Union(_)
        | Kind::Choice(_)
        | Kind::Alias(_) => None,
    }
}
