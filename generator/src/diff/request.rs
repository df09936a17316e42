//! In: what an operation takes, before and after. Out: what became of its arguments and setters.

use super::change::{Found, Kind};
use super::docs;
use super::object::deprecation;
use super::place;
use super::types::Both;
use crate::ir::{
    Argument, ArgumentKind, Body, Operation, Parameter, ParameterPlace, ParameterShape, Setter,
    Type,
};

/// Something that a request takes.
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

    /// Whether a request cannot be made without it.
    const fn is_argument(self) -> bool {
        matches!(self, Self::Argument(_))
    }

    /// What callers know it as.
    fn place(self) -> String {
        self.parameter().map_or_else(|| "body".to_owned(), place::parameter)
    }
}

/// Everything that a request takes, each with what it is found by: what stands in the path by its position there, so that
/// another name is seen as one.
fn inputs(operation: &Operation) -> Vec<(String, Input<'_>)> {
    let arguments = operation.arguments.iter().map(Input::Argument);
    let inputs = arguments.chain(operation.setters.iter().map(Input::Setter));
    let in_path = |name: &str| {
        let names = operation.path.split('{').skip(1);
        names.filter_map(|rest| rest.split('}').next()).position(|one| one == name)
    };
    inputs
        .map(|input| match input.parameter() {
            Some(one) if one.place == ParameterPlace::Path => match in_path(&one.wire_name) {
                Some(position) => (format!("path {position}"), input),
                None => (input.place(), input),
            },
            _ => (input.place(), input),
        })
        .collect()
}

/// Compares what a request takes.
pub(super) fn compare(
    found: &mut Found<'_>,
    both: &Both<'_>,
    function: &str,
    old: &Operation,
    new: &Operation,
) {
    let [before, after] = [inputs(old), inputs(new)];
    let count = Kind::MethodParameterCountChanged;
    for (key, was) in &before {
        let place = was.place();
        match (was, find(&after, key)) {
            (Input::Argument(was), Some(Input::Argument(is))) => {
                compare_arguments(found, both, function, was, is);
            }
            (Input::Setter(was), Some(Input::Setter(is))) => {
                compare_setters(found, both, &new.request, was, is);
            }
            (Input::Setter(_), Some(Input::Argument(_))) => {
                found.push(count, function, format!("{place} is now required"));
            }
            (Input::Argument(_), Some(Input::Setter(_))) => {
                found.push(count, function, format!("{place} is not required any more"));
            }
            (Input::Argument(_), None) => {
                found.push(count, function, format!("{place} is gone"));
            }
            (Input::Setter(was), None) => {
                let item = format!("{}::{}", new.request, was.name);
                found.push(Kind::InherentMethodMissing, &item, format!("{place} is gone"));
            }
        }
    }
    for (key, is) in &after {
        if find(&before, key).is_none() {
            let place = is.place();
            match is {
                Input::Argument(Argument { kind: ArgumentKind::Body(body), .. })
                    if body.optional =>
                {
                    found.push(count, function, format!("{place} is new"));
                }
                Input::Argument(_) => {
                    found.push(count, function, format!("{place} is new and required"));
                }
                Input::Setter(is) => {
                    let item = format!("{}::{}", new.request, is.name);
                    found.push(Kind::InherentMethodAdded, &item, format!("{place} is new"));
                }
            }
        }
    }
    if order(&before, &after) != order(&after, &before) {
        let what = "what is required is in another order";
        found.push(Kind::MethodParameterOrderChanged, function, what);
    }
}

fn find<'a>(inputs: &[(String, Input<'a>)], key: &str) -> Option<Input<'a>> {
    inputs.iter().find(|(one, _)| one == key).map(|(_, input)| *input)
}

/// The arguments that another operation has as well, in order.
fn order<'i>(inputs: &'i [(String, Input<'_>)], other: &[(String, Input<'_>)]) -> Vec<&'i str> {
    let in_both = inputs.iter().filter(|(key, input)| {
        input.is_argument() && find(other, key).is_some_and(Input::is_argument)
    });
    in_both.map(|(key, _)| key.as_str()).collect()
}

fn compare_arguments(
    found: &mut Found<'_>,
    both: &Both<'_>,
    function: &str,
    was: &Argument,
    is: &Argument,
) {
    let place = Input::Argument(was).place();
    match (&was.kind, &is.kind) {
        (ArgumentKind::Parameter(was), ArgumentKind::Parameter(is)) => {
            compare_parameters(found, both, function, was, is);
        }
        (ArgumentKind::Body(was), ArgumentKind::Body(is)) => {
            compare_bodies(found, both, function, was, is);
        }
        // They are found by what they are.
        (ArgumentKind::Parameter(_), ArgumentKind::Body(_))
        | (ArgumentKind::Body(_), ArgumentKind::Parameter(_)) => {}
    }
    docs::compare(found, function, &place, &was.docs, &is.docs);
}

fn compare_setters(
    found: &mut Found<'_>,
    both: &Both<'_>,
    request: &str,
    was: &Setter,
    is: &Setter,
) {
    let Setter { name, docs, deprecated, parameter } = was;
    let place = place::parameter(parameter);
    let item = format!("{request}::{name}");
    if *name != is.name {
        let what = format!("{place} is called `{}` in Rust now", is.name);
        found.push(Kind::InherentMethodMissing, &item, what);
    }
    compare_parameters(found, both, &item, parameter, &is.parameter);
    if *deprecated != is.deprecated {
        let (kind, now) = deprecation(Kind::TypeMethodMarkedDeprecated, is.deprecated);
        found.push(kind, &item, format!("{place} {now}"));
    }
    docs::compare(found, &item, &place, docs, &is.docs);
}

fn compare_parameters(
    found: &mut Found<'_>,
    both: &Both<'_>,
    item: &str,
    was: &Parameter,
    is: &Parameter,
) {
    let Parameter { wire_name, place: _, shape, reserved } = was;
    let place = place::parameter(was);
    let became = || format!("{place} {}", both.shape_became(shape, &is.shape));
    if !both.takes(shape, &is.shape) {
        found.push(Kind::MethodParameterTypeChanged, item, became());
    } else if !both.same_shape(shape, &is.shape) {
        found.push(Kind::MethodParameterTypeGeneralized, item, became());
    } else if style(shape) != style(&is.shape) || *reserved != is.reserved {
        found.push(Kind::SentOtherwise, item, format!("{place} is written in another style"));
    }
    if *wire_name != is.wire_name {
        let what = format!("{place} is called `{}` now", is.wire_name);
        found.push(Kind::SentOtherwise, item, what);
    }
}

/// How a parameter is written.
const fn style(shape: &ParameterShape) -> &str {
    match shape {
        ParameterShape::Scalar(_) => "",
        ParameterShape::Json(_) => "JSON",
        ParameterShape::Array(_, style) | ParameterShape::Object(_, style) => style,
    }
}

fn compare_bodies(found: &mut Found<'_>, both: &Both<'_>, function: &str, was: &Body, is: &Body) {
    let Body { ty, contents, optional } = was;
    // Of these an argument takes what becomes one; of an `Option` of them it does not.
    let is_converted =
        matches!(ty, Type::String | Type::DateTime | Type::Bytes | Type::Part | Type::Value);
    if !both.same(ty, &is.ty) {
        let what = format!("body {}", both.became(ty, &is.ty));
        found.push(Kind::MethodParameterTypeChanged, function, what);
    } else if *contents != is.contents {
        found.push(Kind::SentOtherwise, function, "body is sent as another media type");
    }
    match (optional, is.optional) {
        (true, false) => {
            found.push(Kind::MethodParameterTypeChanged, function, "body is now required");
        }
        (false, true) => {
            let kind = if is_converted {
                Kind::MethodParameterTypeChanged
            } else {
                Kind::MethodParameterTypeGeneralized
            };
            found.push(kind, function, "body is not required any more");
        }
        (true, true) | (false, false) => {}
    }
}
