//! A template of a path or a URL, such as `/beds/{bedId}` -> the names of its parameters.

/// The names in the braces of a template.
pub(super) fn template_names(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}
