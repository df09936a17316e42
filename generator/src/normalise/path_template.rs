//! Parses templates of paths and URLs, such as `/beds/{bedId}`.

/// The names in braces.
pub(super) fn template_names(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name))
}
