//! The names of styles in the table -> the styles of the runtime.

use runtime::{ArrayStyle, ObjectStyle};

/// The style of a name.
pub(super) fn array_style(name: &str) -> ArrayStyle {
    match name {
        "Brackets" => ArrayStyle::Brackets,
        "Repeat" => ArrayStyle::Repeat,
        "Space" => ArrayStyle::Space,
        "Pipe" => ArrayStyle::Pipe,
        "Tab" => ArrayStyle::Tab,
        _ => ArrayStyle::Comma,
    }
}

/// The style of a name.
pub(super) fn object_style(name: &str) -> ObjectStyle {
    match name {
        "Brackets" => ObjectStyle::Brackets,
        "DeepObject" => ObjectStyle::DeepObject,
        "Exploded" => ObjectStyle::Exploded,
        "Space" => ObjectStyle::Space,
        "Pipe" => ObjectStyle::Pipe,
        "Tab" => ObjectStyle::Tab,
        "Label" => ObjectStyle::Label,
        "LabelExploded" => ObjectStyle::LabelExploded,
        "Matrix" => ObjectStyle::Matrix,
        "MatrixExploded" => ObjectStyle::MatrixExploded,
        _ => ObjectStyle::Comma,
    }
}
