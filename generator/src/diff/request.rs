//! Two versions of an operation's arguments and setters -> the changes between them.

use super::change::{Changes, Kind};
use super::docs;
use super::location;
use super::object::deprecation;
use super::types::TypePair;
use crate::ir::{
    Argument, ArgumentKind, Body, Operation, Parameter, ParameterLocation, ParameterShape, Setter,
    Type,
};

/// An input of a request.
#[derive(Clone, Copy)]
enum Input<'a> {
    Argument(&'a Argument),
    Setter(&'a Setter),
}

impl<'a> Input<'a> {
    fn parameter(self) -> Option<&'a Parameter> {
        match self {
            Self::Argument(Argument { kind: ArgumentKind::Parameter(one), .. }) => Some(one),
            Self::Setter(setter) => Some(&setter.parameter),
            Self::Argument(Argument { kind: ArgumentKind::Body(_), .. }) => None,
        }
    }

    /// Whether it is required to build the request.
    const fn is_argument(self) -> bool {
        matches!(self, Self::Argument(_))
    }

    /// Its location in the request.
    fn location(self) -> String {
        self.parameter().map_or_else(|| "body".to_owned(), location::parameter)
    }
}

/// The inputs of a request, each with the key by which versions are matched. Path parameters are matched by position, so
/// that a new name is reported as a renaming.
fn inputs(operation: &Operation) -> Vec<(String, Input<'_>)> {
    let arguments = operation.arguments.iter().map(Input::Argument);
    let inputs = arguments.chain(operation.setters.iter().map(Input::Setter));
    let in_path = |name: &str| {
        let names = operation.path.split('{').skip(1);
        names.filter_map(|rest| rest.split('}').next()).position(|one| one == name)
    };
    inputs
        .map(|input| match input.parameter() {
            Some(one) if one.location == ParameterLocation::Path => match in_path(&one.wire_name) {
                Some(position) => (format!("path {position}"), input),
                None => (input.location(), input),
            },
            _ => (input.location(), input),
        })
        .collect()
}

/// Compares the inputs of a request.
pub(super) fn compare(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    function: &str,
    old: &Operation,
    new: &Operation,
) {
    let [before, after] = [inputs(old), inputs(new)];
    let count = Kind::MethodParameterCountChanged;
    for (key, was) in &before {
        let location = was.location();
        match (was, find(&after, key)) {
            (Input::Argument(was), Some(Input::Argument(is))) => {
                compare_arguments(changes, types, function, was, is);
            }
            (Input::Setter(was), Some(Input::Setter(is))) => {
                compare_setters(changes, types, &new.request, was, is);
            }
            (Input::Setter(_), Some(Input::Argument(_))) => {
                changes.push(count, function, format!("{location} is now required"));
            }
            (Input::Argument(_), Some(Input::Setter(_))) => {
                changes.push(count, function, format!("{location} is no longer required"));
            }
            (Input::Argument(_), None) => {
                changes.push(count, function, format!("{location} was removed"));
            }
            (Input::Setter(was), None) => {
                let item = format!("{}::{}", new.request, was.name);
                changes.push(Kind::InherentMethodMissing, &item, format!("{location} was removed"));
            }
        }
    }
    for (key, is) in &after {
        if find(&before, key).is_none() {
            let location = is.location();
            match is {
                Input::Argument(Argument { kind: ArgumentKind::Body(body), .. })
                    if body.optional =>
                {
                    changes.push(count, function, format!("{location} was added"));
                }
                Input::Argument(_) => {
                    changes.push(count, function, format!("{location} was added and is required"));
                }
                Input::Setter(is) => {
                    let item = format!("{}::{}", new.request, is.name);
                    changes.push(Kind::InherentMethodAdded, &item, format!("{location} was added"));
                }
            }
        }
    }
    if order(&before, &after) != order(&after, &before) {
        let what = "the order of the required arguments changed";
        changes.push(Kind::MethodParameterOrderChanged, function, what);
    }
}

fn find<'a>(inputs: &[(String, Input<'a>)], key: &str) -> Option<Input<'a>> {
    inputs.iter().find(|(one, _)| one == key).map(|(_, input)| *input)
}

/// The keys of the arguments that the other version has too, in order.
fn order<'i>(inputs: &'i [(String, Input<'_>)], other: &[(String, Input<'_>)]) -> Vec<&'i str> {
    let in_both = inputs.iter().filter(|(key, input)| {
        input.is_argument() && find(other, key).is_some_and(Input::is_argument)
    });
    in_both.map(|(key, _)| key.as_str()).collect()
}

fn compare_arguments(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    function: &str,
    was: &Argument,
    is: &Argument,
) {
    let location = Input::Argument(was).location();
    match (&was.kind, &is.kind) {
        (ArgumentKind::Parameter(was), ArgumentKind::Parameter(is)) => {
            compare_parameters(changes, types, function, was, is);
        }
        (ArgumentKind::Body(was), ArgumentKind::Body(is)) => {
            compare_bodies(changes, types, function, was, is);
        }
        // The keys of parameters and bodies differ, so these never match.
        (ArgumentKind::Parameter(_), ArgumentKind::Body(_))
        | (ArgumentKind::Body(_), ArgumentKind::Parameter(_)) => {}
    }
    docs::compare(changes, function, &location, &was.docs, &is.docs);
}

fn compare_setters(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    request: &str,
    was: &Setter,
    is: &Setter,
) {
    let Setter { name, docs, deprecated, parameter } = was;
    let location = location::parameter(parameter);
    let item = format!("{request}::{name}");
    if *name != is.name {
        let what = format!("{location} is now named `{}` in Rust", is.name);
        changes.push(Kind::InherentMethodMissing, &item, what);
    }
    compare_parameters(changes, types, &item, parameter, &is.parameter);
    if *deprecated != is.deprecated {
        let (kind, now) = deprecation(Kind::TypeMethodMarkedDeprecated, is.deprecated);
        changes.push(kind, &item, format!("{location} {now}"));
    }
    docs::compare(changes, &item, &location, docs, &is.docs);
}

fn compare_parameters(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    item: &str,
    was: &Parameter,
    is: &Parameter,
) {
    let Parameter { wire_name, location: _, shape, reserved, converts: _ } = was;
    let location = location::parameter(was);
    let became = || format!("{location} {}", types.shape_became(shape, &is.shape));
    if !types.accepts(shape, &is.shape) {
        changes.push(Kind::MethodParameterTypeChanged, item, became());
    } else if !types.same_shape(shape, &is.shape) {
        changes.push(Kind::MethodParameterTypeGeneralized, item, became());
    } else if style(shape) != style(&is.shape) || *reserved != is.reserved {
        changes.push(
            Kind::BehaviorChanged,
            item,
            format!("the serialization style of {location} changed"),
        );
    }
    if *wire_name != is.wire_name {
        let what = format!("{location} was renamed to `{}`", is.wire_name);
        changes.push(Kind::BehaviorChanged, item, what);
    }
}

/// The serialization style of a parameter.
const fn style(shape: &ParameterShape) -> &str {
    match shape {
        ParameterShape::Scalar(_) => "",
        ParameterShape::Json(_) => "JSON",
        ParameterShape::Array(_, style) | ParameterShape::Object(_, style) => style,
    }
}

fn compare_bodies(
    changes: &mut Changes<'_>,
    types: &TypePair<'_>,
    function: &str,
    was: &Body,
    is: &Body,
) {
    let Body { ty, contents, optional, converts: _ } = was;
    // The argument of an optional body is `impl Into<Option<_>>`, which accepts fewer types than `impl Into<_>`.
    let is_converted = ty.is_converted_argument() && !matches!(ty, Type::Optional(_));
    if !types.same(ty, &is.ty) {
        let what = format!("body {}", types.became(ty, &is.ty));
        changes.push(Kind::MethodParameterTypeChanged, function, what);
    } else if *contents != is.contents {
        changes.push(Kind::BehaviorChanged, function, "the media type of the body changed");
    }
    match (optional, is.optional) {
        (true, false) => {
            changes.push(Kind::MethodParameterTypeChanged, function, "body is now required");
        }
        (false, true) => {
            let kind = if is_converted {
                Kind::MethodParameterTypeChanged
            } else {
                Kind::MethodParameterTypeGeneralized
            };
            changes.push(kind, function, "body is no longer required");
        }
        (true, true) | (false, false) => {}
    }
}
