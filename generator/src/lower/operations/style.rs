//! Styles of parameters and form fields -> the styles of the runtime.

use crate::document::{Encoding, ParameterLocation, Style};
use crate::lower::types::Context;
use crate::profile::QueryArrays;

/// The runtime's `ArrayStyle` for a list.
pub(super) fn array_style(
    context: &Context<'_>,
    location: ParameterLocation,
    style: Style,
    explode: bool,
) -> &'static str {
    match (location, style) {
        (ParameterLocation::Query, _) if context.profile.query.arrays == QueryArrays::Brackets => {
            "Brackets"
        }
        (ParameterLocation::Query, Style::DeepObject) => "Brackets",
        (ParameterLocation::Query | ParameterLocation::Cookie, _) if explode => "Repeat",
        (_, Style::SpaceDelimited) => "Space",
        (_, Style::PipeDelimited) => "Pipe",
        (_, Style::TabDelimited) => "Tab",
        (_, Style::Form | Style::Simple | Style::Matrix | Style::Label | Style::DeepObject) => {
            "Comma"
        }
    }
}

/// The runtime's `ObjectStyle` for an object, or for any other value with a style.
pub(crate) const fn object_style(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::DeepObject, _) => "DeepObject",
        (Style::Label, true) => "LabelExploded",
        (Style::Label, false) => "Label",
        (Style::Matrix, true) => "MatrixExploded",
        (Style::Matrix, false) => "Matrix",
        (
            Style::Form
            | Style::Simple
            | Style::SpaceDelimited
            | Style::PipeDelimited
            | Style::TabDelimited,
            true,
        ) => "Exploded",
        (Style::Form | Style::Simple, false) => "Comma",
        (Style::SpaceDelimited, false) => "Space",
        (Style::PipeDelimited, false) => "Pipe",
        (Style::TabDelimited, false) => "Tab",
    }
}

/// The style of a form field or a part, and whether it is exploded, if the document sets either. It takes precedence over a
/// media type.
pub(super) fn encoding_style(encoding: &Encoding) -> Option<(Style, bool)> {
    if encoding.style.is_none() && encoding.explode.is_none() {
        return None;
    }
    let style = encoding.style.unwrap_or(Style::Form);
    Some((style, encoding.explode.unwrap_or(style == Style::Form)))
}
